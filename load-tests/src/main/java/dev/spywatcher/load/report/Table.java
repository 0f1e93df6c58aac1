package dev.spywatcher.load.report;

import static dev.spywatcher.load.contender.Contender.BARE;
import static dev.spywatcher.load.contender.Contender.NODE;
import static dev.spywatcher.load.contender.Contender.OURS;

import dev.spywatcher.load.contender.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for people: medians of all rounds, 100 columns wide at most. */
public final class Table {

  private static final String LINE = "%-35s %10s %10s %9s %6s %6s  %-12s %s";

  private Table() {}

  /** The lines of the table. */
  public static List<String> of(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(line("", "ours", "bare", "node", "/bare", "/node", "bound", ""));
    for (Figure figure : Figure.values()) {
      if (results.has(figure)) {
        lines.add(
            line(
                figure.label(),
                value(results, figure, OURS),
                value(results, figure, BARE),
                value(results, figure, NODE),
                ratio(results.ratio(figure, BARE)),
                ratio(results.ratio(figure, NODE)),
                figure.bound().toString(),
                results.verdict(figure).word()));
      }
    }
    return lines;
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, LINE, cells).stripTrailing();
  }

  private static String value(Results results, Figure figure, Contender contender) {
    double median = results.median(figure, contender);
    return Double.isNaN(median) ? "-" : figure.shown(median);
  }

  private static String ratio(double ratio) {
    return Double.isNaN(ratio) || Double.isInfinite(ratio)
        ? "-"
        : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
  }
}
