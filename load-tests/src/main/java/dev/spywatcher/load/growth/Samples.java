package dev.spywatcher.load.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was measured in all rounds, and what follows from it. Not thread-safe. */
final class Samples {

  /** What the bus may cost on top of one server, for each event that is published (µs). */
  static final double MOST_OF_BUS = 15;

  private static final String LINE = "%-17s %7s %-9s %9s %9s %9s %9s";

  private final List<Sample> all = new ArrayList<>();
  private final int few;
  private final int many;

  /**
   * Nothing yet.
   *
   * @param few clients at each server in the smaller load
   * @param many in the larger
   */
  Samples(int few, int many) {
    this.few = few;
    this.many = many;
  }

  void add(Sample sample) {
    all.add(sample);
  }

  private double median(Form form, int clients, Way way, ToDoubleFunction<Sample> figure) {
    return median(values(form, clients, way, figure));
  }

  private DoubleStream values(Form form, int clients, Way way, ToDoubleFunction<Sample> figure) {
    return all.stream()
        .filter(sample -> sample.form().equals(form))
        .filter(sample -> sample.clients() == clients && sample.way() == way)
        .mapToDouble(figure);
  }

  private static double median(DoubleStream stream) {
    double[] values = stream.sorted().toArray();
    int middle = values.length / 2;
    return values.length == 0
        ? Double.NaN
        : values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** Medians of all rounds, lines of at most 100 columns. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            LINE, "CPU µs / event", "clients", "posted", "ingesting", "each", "Redis", "events"));
    lines.add(
        String.format(LINE, "", "at each", "at", "server", "other", "", "a second")
            .stripTrailing());
    for (Form form : all.stream().map(Sample::form).distinct().toList()) {
      for (Way way : Way.values()) {
        for (int clients : new int[] {few, many}) {
          if (!Double.isNaN(median(form, clients, way, Sample::rate))) {
            lines.add(line(form, clients, way));
          }
        }
      }
    }
    return lines;
  }

  private String line(Form form, int clients, Way way) {
    return String.format(
        LINE,
        form,
        clients,
        way,
        shown(median(form, clients, way, Sample::holder)),
        shown(median(form, clients, way, Sample::other)),
        shown(median(form, clients, way, Sample::redis)),
        shown(median(form, clients, way, Sample::rate)));
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }

  /** What the rows say of each part of a service. */
  List<String> conclusions() {
    Form alone = new Form(1, false);
    double delivery = perDelivery(alone, Sample::holder);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "a delivery, of the server that the client is at: %.2f", delivery));
    for (Form form : all.stream().map(Sample::form).distinct().toList()) {
      if (form.servers() > 1) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: publishing %.1f of the server that ingests, receiving %.1f of each other,"
                    + " %.1f of Redis",
                form,
                publishing(form),
                median(form, few, Way.DIRECT, Sample::other) - few * delivery,
                median(form, few, Way.DIRECT, Sample::redis)));
      }
    }
    return lines;
  }

  /**
   * What the bus costs for each event, of the server that ingests it, µs: the median over all
   * rounds of what it takes more than while Redis is stopped. That is one process with and without
   * the bus: two processes that do the same differ by more than the bus costs.
   */
  double publishing(Form form) {
    double[] with = ingesting(form, Way.DIRECT);
    double[] without = ingesting(form, Way.CUT_OFF);
    int complete = Math.min(with.length, without.length);
    return median(IntStream.range(0, complete).mapToDouble(i -> with[i] - without[i]));
  }

  /** What the server that ingests took in each round, both loads in equal parts. */
  private double[] ingesting(Form form, Way way) {
    double[] small = values(form, few, way, Sample::holder).toArray();
    double[] large = values(form, many, way, Sample::holder).toArray();
    return IntStream.range(0, Math.min(small.length, large.length))
        .mapToDouble(i -> (small[i] + large[i]) / 2)
        .toArray();
  }

  private double perDelivery(Form form, ToDoubleFunction<Sample> figure) {
    return (median(form, many, Way.DIRECT, figure) - median(form, few, Way.DIRECT, figure))
        / (many - few);
  }
}
