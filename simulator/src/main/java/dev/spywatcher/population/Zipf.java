package dev.spywatcher.population;

import java.util.Arrays;

/**
 * Picks one of many so that the n-th is n to the power of an exponent rarer than the first (Zipf's
 * law). The first 128 have their exact shares; beyond, neighbours whose ranks differ by less than
 * two percent are alike. The table takes a few kilobytes, however many there are. Immutable and
 * thread-safe.
 */
public final class Zipf {

  private static final int EXACT = 128;
  private static final int GUIDES = 1024;

  private final int[] begins;
  private final double[] shareBefore;
  private final int[] guide = new int[GUIDES];

  /**
   * The law for so many.
   *
   * @param size at least 1
   * @param exponent 0 makes all alike
   */
  public Zipf(int size, double exponent) {
    begins = bins(size);
    int bins = begins.length - 1;
    shareBefore = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      double middle = (begins[i] + begins[i + 1] + 1) / 2.0;
      int width = begins[i + 1] - begins[i];
      // StrictMath gives the same bits on every machine, which Math does not promise.
      shareBefore[i + 1] = shareBefore[i] + width * StrictMath.pow(middle, -exponent);
    }
    double whole = shareBefore[bins];
    for (int i = 0; i <= bins; i++) {
      shareBefore[i] /= whole;
    }
    int bin = 0;
    for (int i = 0; i < GUIDES; i++) {
      while (bin < bins - 1 && shareBefore[bin + 1] <= (double) i / GUIDES) {
        bin++;
      }
      guide[i] = bin;
    }
  }

  private static int[] bins(int size) {
    int[] edges = new int[Math.min(size, EXACT) + 1024];
    int count = 0;
    int edge = 0;
    while (edge < size) {
      edges[count++] = edge;
      edge += edge < EXACT ? 1 : 1 + edge / 64;
    }
    edges[count++] = size;
    return Arrays.copyOf(edges, count);
  }

  /** One of them, from 0 (the most frequent) on. */
  public int pick(Dice dice) {
    double unit = dice.unit();
    int bin = guide[(int) (unit * GUIDES)];
    while (bin < begins.length - 2 && shareBefore[bin + 1] <= unit) {
      bin++;
    }
    int width = begins[bin + 1] - begins[bin];
    if (width == 1) {
      return begins[bin];
    }
    double within = (unit - shareBefore[bin]) / (shareBefore[bin + 1] - shareBefore[bin]);
    return begins[bin] + Math.min(width - 1, (int) (within * width));
  }
}
