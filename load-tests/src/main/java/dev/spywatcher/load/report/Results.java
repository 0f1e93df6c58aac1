package dev.spywatcher.load.report;

import dev.spywatcher.load.contender.Contender;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured, and what could not be. Not thread-safe. */
public final class Results {

  private final Map<Figure, Map<Contender, List<Double>>> values = new EnumMap<>(Figure.class);
  private final List<String> failures = new ArrayList<>();

  /** A value was measured. */
  public void add(Figure figure, Contender contender, double value) {
    values
        .computeIfAbsent(figure, key -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, key -> new ArrayList<>())
        .add(value);
  }

  /** A measure failed, or what it found is not right. */
  public void fail(String what) {
    failures.add(what);
  }

  /** What failed, in order. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** The values of all rounds, in order. */
  public List<Double> values(Figure figure, Contender contender) {
    return values.getOrDefault(figure, Map.of()).getOrDefault(contender, List.of());
  }

  /** Whether anything was measured of it. */
  public boolean has(Figure figure) {
    return values.containsKey(figure);
  }

  /** The median over the rounds; NaN where there is none. */
  public double median(Figure figure, Contender contender) {
    double[] sorted =
        values(figure, contender).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Ours divided by another; NaN where one of them is not there. */
  public double ratio(Figure figure, Contender other) {
    return median(figure, Contender.OURS) / median(figure, other);
  }

  /** Whether ours keeps its bound. */
  public Bound.Verdict verdict(Figure figure) {
    Bound bound = figure.bound();
    Contender of = bound.of();
    return bound.judge(
        median(figure, Contender.OURS), of == null ? Double.NaN : median(figure, of));
  }

  /** Whether nothing failed and every bound that can be judged is kept. */
  public boolean good() {
    return failures.isEmpty()
        && values.keySet().stream().noneMatch(figure -> verdict(figure) == Bound.Verdict.FAIL);
  }
}
