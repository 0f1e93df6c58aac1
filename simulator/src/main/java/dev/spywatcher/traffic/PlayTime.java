package dev.spywatcher.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * How time of play relates to the time of day: when the play begins, and how fast it is. Immutable.
 *
 * @param beginning when the first moment of the play is
 * @param speed a factor on time, from 0.001 to 1000, or {@link #FULL_SPEED}; 2.0 plays twice as
 *     fast
 */
public record PlayTime(Instant beginning, double speed) {

  /** As fast as can be: then all of the play happens at its beginning. */
  public static final double FULL_SPEED = Double.POSITIVE_INFINITY;

  public PlayTime {
    requireSpeed(speed);
  }

  /**
   * {@code speed}, where it is one.
   *
   * @throws IllegalArgumentException otherwise, with a message for the user who asked for it
   */
  public static double requireSpeed(double speed) {
    // Written so that NaN is refused too.
    if (!(speed >= 0.001 && speed <= 1000) && speed != FULL_SPEED) {
      throw new IllegalArgumentException(
          "--speed: " + speed + " is not a factor on time from 0.001 to 1000, or max");
    }
    return speed;
  }

  /** When the moment {@code nanos} of play is: nanoseconds since the beginning, at speed 1. */
  public Instant instant(long nanos) {
    return beginning.plus(Duration.ofNanos(speed == 1 ? nanos : (long) (nanos / speed)));
  }

  /** {@code seconds} of play, in nanoseconds. */
  static long seconds(double seconds) {
    return (long) (seconds * 1_000_000_000);
  }
}
