package dev.spywatcher.load.source;

import org.jspecify.annotations.Nullable;

/**
 * Which event a delivery is of. It is written into the {@code userId}, the one thing that every
 * event carries unchanged: {@code 7}, four digits of the guild, one of the stream, twelve of the
 * slot. Slots repeat after {@value #CYCLE} events.
 *
 * @param guild index of the guild
 * @param slot number of the event in its sequence, modulo {@value #CYCLE}
 */
public record EventId(int guild, Stream stream, int slot) {

  /** Events of one sequence before slots repeat; more than are ever under way. */
  public static final int CYCLE = 1_000;

  private static final int LENGTH = 18;

  String userId() {
    return "7%04d%d%012d".formatted(guild, stream.ordinal(), slot);
  }

  /**
   * Reads a user id.
   *
   * @param event the name of the event that it came with
   * @return {@code null} where it is none of ours
   */
  public static @Nullable EventId parse(String userId, String event) {
    if (userId.length() != LENGTH || userId.charAt(0) != '7') {
      return null;
    }
    long digits = 0;
    for (int i = 1; i < LENGTH; i++) {
      int digit = userId.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      digits = digits * 10 + digit;
    }
    long slot = digits % 1_000_000_000_000L;
    int ordinal = (int) (digits / 1_000_000_000_000L % 10);
    int guild = (int) (digits / 10_000_000_000_000L);
    if (slot >= CYCLE || ordinal >= Stream.POSTED.size()) {
      return null;
    }
    Stream stream = Stream.POSTED.get(ordinal);
    if (stream == Stream.MULTI_CLIENT && event.equals(Stream.PRESENCE.event())) {
      stream = Stream.MULTI_CLIENT_PRESENCE;
    }
    return stream.event().equals(event) ? new EventId(guild, stream, (int) slot) : null;
  }
}
