package dev.spywatcher.load.crowd;

/**
 * What a crowd has received.
 *
 * @param received deliveries: events times subscribers that received them, each counted once
 * @param lost deliveries that were passed over by a later one
 * @param doubled deliveries that came again or late
 * @param strange packets that are neither an event of this benchmark nor part of the protocol
 * @param gone subscribers whose connection ended though nobody asked for it
 */
public record Tally(long received, long lost, long doubled, long strange, long gone) {

  /** Nothing yet. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        received + other.received,
        lost + other.lost,
        doubled + other.doubled,
        strange + other.strange,
        gone + other.gone);
  }

  /**
   * What is wrong with it; empty where each of {@code expected} deliveries came exactly once and in
   * order.
   */
  public String fault(long expected) {
    if (received == expected && lost == 0 && doubled == 0 && strange == 0 && gone == 0) {
      return "";
    }
    return String.format(
        "not exactly once: %d deliveries expected, %d received, %d passed over, %d doubled or late,"
            + " %d strange packets, %d connections ended",
        expected, received, lost, doubled, strange, gone);
  }
}
