package dev.spywatcher.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How lively each hour of the day is, in UTC, against the average that a {@link Tempo} tells.
 * Immutable.
 *
 * @param hours 24 factors, from midnight on, each zero or more and not all zero
 */
public record DailyCurve(List<Double> hours) {

  /** Every hour alike. */
  public static final DailyCurve FLAT = new DailyCurve(Collections.nCopies(24, 1.0));

  public DailyCurve {
    hours = List.copyOf(hours);
    if (hours.size() != 24) {
      throw new IllegalArgumentException("hours: " + hours.size() + " factors are not 24");
    }
    if (!hours.stream().allMatch(hour -> hour >= 0 && hour < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("hours: a factor is zero or more");
    }
    if (hours.stream().allMatch(hour -> hour == 0)) {
      throw new IllegalArgumentException("hours: at least one hour must be livelier than zero");
    }
  }

  /** The curve of these weights, whose average counts as 1. */
  static DailyCurve weighted(List<Double> weights) {
    double average = 0;
    for (double weight : weights) {
      average += weight / 24;
    }
    List<Double> hours = new ArrayList<>();
    for (double weight : weights) {
      hours.add(weight / average);
    }
    return new DailyCurve(hours);
  }

  /**
   * The same, with only a share of the life from hour {@code from} up to hour {@code to}, which may
   * be on the next day.
   */
  DailyCurve quieter(int from, int to, double share) {
    List<Double> quiet = new ArrayList<>(hours);
    for (int hour = from; hour != to; hour = (hour + 1) % 24) {
      quiet.set(hour, quiet.get(hour) * share);
    }
    return new DailyCurve(quiet);
  }
}
