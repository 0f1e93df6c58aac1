package dev.spywatcher.room;

/**
 * How much later than it could an event is handed over.
 *
 * @param millis from now, milliseconds
 * @param afterLastMillis from when the one before it is handed over, milliseconds
 * @param overtaken whether those after it need not wait for it
 */
public record Delay(long millis, long afterLastMillis, boolean overtaken) {

  /** At once, unless one before it waits. */
  public static final Delay NONE = new Delay(0, 0, false);

  /** Later, and so are those after it. */
  public static Delay inOrder(long millis) {
    return new Delay(millis, 0, false);
  }

  /** So long after the one before it. */
  public static Delay afterLast(long millis) {
    return new Delay(0, millis, false);
  }

  /** Later than those after it. */
  public static Delay overtaken(long millis) {
    return new Delay(millis, 0, true);
  }

  /** Both delays, one after the other. */
  public Delay and(Delay other) {
    return new Delay(
        millis + other.millis,
        afterLastMillis + other.afterLastMillis,
        overtaken || other.overtaken);
  }
}
