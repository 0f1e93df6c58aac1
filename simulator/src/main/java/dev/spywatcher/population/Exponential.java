package dev.spywatcher.population;

/**
 * The exponential distribution with mean 1, as a table of its quantiles with straight lines
 * between. Beyond the last quantile it begins anew, as the distribution itself does.
 */
final class Exponential {

  private static final int STEPS = 1024;
  private static final double LAST = (STEPS - 1.0) / STEPS;
  private static final double[] QUANTILES = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      // StrictMath gives the same bits on every machine, which Math does not promise.
      QUANTILES[i] = -StrictMath.log(1 - (double) i / STEPS);
    }
  }

  private Exponential() {}

  /** What {@code unit} of all is below; {@code unit} is from 0 (inclusive) to 1 (exclusive). */
  static double quantile(double unit) {
    double before = 0;
    double left = unit;
    while (left >= LAST) {
      before += QUANTILES[STEPS - 1];
      left = (left - LAST) * STEPS;
    }
    int step = (int) (left * STEPS);
    double low = QUANTILES[step];
    return before + low + (QUANTILES[step + 1] - low) * (left * STEPS - step);
  }
}
