package dev.spywatcher.traffic;

import dev.spywatcher.scenario.DailyCurve;
import java.time.Duration;
import java.time.Instant;

/**
 * How much life passes with time: an hour that is twice as lively as the average has two hours'
 * worth of life. Both are in nanoseconds since the beginning of the play. Immutable.
 */
final class Day {

  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long DAY = 24 * HOUR;

  /** Life from midnight up to each hour, and of the whole day. */
  private final long[] lifeBefore = new long[25];

  private final boolean flat;
  private final double liveliest;
  private final long beginning;
  private final long lifeBeforeBeginning;

  /**
   * Days of this kind.
   *
   * @param begins when the play does, of which only the time of day counts
   */
  Day(DailyCurve curve, Instant begins) {
    flat = curve.equals(DailyCurve.FLAT);
    double most = 0;
    for (int hour = 0; hour < 24; hour++) {
      double factor = curve.hours().get(hour);
      most = StrictMath.max(most, factor);
      lifeBefore[hour + 1] = lifeBefore[hour] + (long) (factor * HOUR);
    }
    liveliest = most;
    beginning = Math.floorMod(begins.getEpochSecond(), 86_400L) * 1_000_000_000L;
    lifeBeforeBeginning = flat ? beginning : sinceMidnight(beginning);
  }

  /** When so much life will have passed. */
  long when(long life) {
    if (flat) {
      return life;
    }
    long all = life + lifeBeforeBeginning;
    long days = all / lifeBefore[24];
    long rest = all % lifeBefore[24];
    int hour = 0;
    while (lifeBefore[hour + 1] <= rest) {
      hour++;
    }
    double part = (double) (rest - lifeBefore[hour]) / (lifeBefore[hour + 1] - lifeBefore[hour]);
    return days * DAY + hour * HOUR + (long) (part * HOUR) - beginning;
  }

  /** How much life has passed by a time. */
  long life(long nanos) {
    return flat ? nanos : sinceMidnight(nanos + beginning) - lifeBeforeBeginning;
  }

  private long sinceMidnight(long nanos) {
    long rest = nanos % DAY;
    int hour = (int) (rest / HOUR);
    double part = (double) (rest % HOUR) / HOUR;
    return nanos / DAY * lifeBefore[24]
        + lifeBefore[hour]
        + (long) (part * (lifeBefore[hour + 1] - lifeBefore[hour]));
  }

  /** The least time in which so much life can pass. */
  long atLeast(long life) {
    return flat ? life : (long) (life / liveliest);
  }
}
