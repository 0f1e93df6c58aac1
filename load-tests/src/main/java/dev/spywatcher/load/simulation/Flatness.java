package dev.spywatcher.load.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a figure stays level over a long run: the median of the last third of its samples against
 * that of the first. Not thread-safe.
 */
final class Flatness {

  /** Samples without which nothing can be said. */
  private static final int FEWEST = 6;

  private final String name;
  private final double share;
  private final double slack;
  private final List<Double> samples = new ArrayList<>();

  /**
   * No samples yet.
   *
   * @param share of the first third by which the last may be higher
   * @param slack by which it may be higher besides
   */
  Flatness(String name, double share, double slack) {
    this.name = name;
    this.share = share;
    this.slack = slack;
  }

  void add(double sample) {
    samples.add(sample);
  }

  /** Whether there are samples at all. */
  boolean sampled() {
    return !samples.isEmpty();
  }

  /** Whether there are enough samples to say something. */
  boolean judgeable() {
    return samples.size() >= FEWEST;
  }

  private double median(int from, int to) {
    List<Double> sorted = samples.subList(from, to).stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** What is wrong; empty where it stays level. */
  String fault() {
    int count = samples.size();
    if (count < FEWEST) {
      return name + ": " + count + " samples are too few, a longer run takes more";
    }
    double first = median(0, count / 3);
    double last = median(count - count / 3, count);
    return last <= first * (1 + share) + slack ? "" : name + " grew: " + this;
  }

  /** First, last and highest, for people. */
  @Override
  public String toString() {
    int count = samples.size();
    return count < FEWEST
        ? count == 0 ? "not told" : "too few samples"
        : String.format(
            Locale.ROOT,
            "%.1f at first, %.1f at last, %.1f at most, %d samples",
            median(0, count / 3),
            median(count - count / 3, count),
            samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
            count);
  }
}
