package dev.spywatcher.features.stimulus;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Discord ids, which carry the time of creation. */
public final class Snowflake {
  private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
  private static final Instant EARLIEST = Instant.parse("2017-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2021-01-01T00:00:00Z");

  private Snowflake() {}

  /** A fresh id created at the instant given, to the millisecond. */
  public static String at(Instant creation) {
    long millis = creation.toEpochMilli() - DISCORD_EPOCH_MILLIS;
    return Long.toString(millis << 22 | ThreadLocalRandom.current().nextLong(1L << 22));
  }

  /** A fresh id of 18 digits, created at some time in the past. */
  public static String any() {
    return at(anyCreation());
  }

  public static Instant anyCreation() {
    return Instant.ofEpochMilli(
        ThreadLocalRandom.current().nextLong(EARLIEST.toEpochMilli(), LATEST.toEpochMilli()));
  }
}
