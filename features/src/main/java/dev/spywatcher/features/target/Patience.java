package dev.spywatcher.features.target;

import java.time.Duration;

/**
 * How long to wait for what should come: as long as the suite thinks fit, times a factor for slow
 * machines, which requests are given to take effect, too. What must not come is waited for no
 * longer by it, and times that are themselves a rule are kept.
 */
public final class Patience {
  /** System property: the factor. */
  public static final String PROPERTY = "spywatcher.timeout-scale";

  private static final double SCALE = Double.parseDouble(System.getProperty(PROPERTY, "1"));

  private Patience() {}

  /** A deadline, stretched. */
  public static Duration stretched(Duration deadline) {
    return Duration.ofNanos((long) (deadline.toNanos() * SCALE));
  }
}
