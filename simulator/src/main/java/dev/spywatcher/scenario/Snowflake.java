package dev.spywatcher.scenario;

import java.time.Instant;
import java.util.Comparator;

/**
 * Discord's form of id: a decimal number whose upper bits tell when the thing was created, in
 * milliseconds since 2015. Thread-safe.
 */
public final class Snowflake {

  /** How many things created within one millisecond have ids of their own. */
  public static final long ORDINALS = 1L << 22;

  /** Of ids as text, the oldest first; of anything else the shorter first. */
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;

  private Snowflake() {}

  /**
   * The id of the {@code ordinal}-th thing created at {@code createdAt}.
   *
   * @param createdAt from February 2015 on, which gives 17 to 19 digits; finer parts than
   *     milliseconds are dropped
   * @param ordinal from 0 to {@link #ORDINALS} - 1
   */
  public static String id(Instant createdAt, long ordinal) {
    return Long.toString(number(createdAt.toEpochMilli(), ordinal));
  }

  /** The same as a number, for an instant in milliseconds since 1970. */
  public static long number(long createdMillis, long ordinal) {
    if (ordinal < 0 || ordinal >= ORDINALS) {
      throw new IllegalArgumentException(
          "ordinal: " + ordinal + " is not between 0 and " + (ORDINALS - 1));
    }
    return (createdMillis - DISCORD_EPOCH_MILLIS) * ORDINALS + ordinal;
  }

  /**
   * When the thing with this id was created, to the millisecond.
   *
   * @throws IllegalArgumentException where {@code id} is not a positive decimal number
   */
  public static Instant createdAt(String id) {
    long value;
    try {
      value = Long.parseLong(id);
    } catch (NumberFormatException e) {
      value = 0;
    }
    if (value <= 0) {
      throw new IllegalArgumentException("id: " + id + " is not a snowflake (17 to 19 digits)");
    }
    return Instant.ofEpochMilli(value / ORDINALS + DISCORD_EPOCH_MILLIS);
  }
}
