package dev.spywatcher.load.account;

import dev.spywatcher.load.crowd.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The page of a run: its findings, its account, and four plots. It needs nothing but itself.
 *
 * @param table lines of fixed width
 */
record Page(
    String name,
    List<String> table,
    Map<String, String> findings,
    List<Second> seconds,
    Latencies latencies) {

  private static final double[] LIMITS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
  };

  /** Columns of the table that are to hold nothing but 0, in their order. */
  private static final List<String> FAILURES = List.of("lost", "double", "order", "leaked");

  String html() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s: deliveries</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><style>
        body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:1000px;padding:0 1em;
        color:#1d2330;background:#fff}h1{font-size:1.5em}h2{font-size:1.1em;margin:1.6em 0 .3em}
        pre{overflow-x:auto;background:#f4f5f8;padding:.8em;font-size:12.5px;line-height:1.45}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1.2em;margin:0}
        dt{color:#5a6275}dd{margin:0}svg{width:100%%;height:auto;display:block}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:0 2em}
        mark{background:#fee2e2;color:#991b1b;font-weight:600}
        text{font:11px system-ui,sans-serif;fill:#5a6275}
        </style></head><body><h1>%s: deliveries</h1>
        """
            .formatted(escaped(name), escaped(name)));
    page.append("<dl>");
    findings.forEach(
        (key, value) ->
            page.append("<dt>")
                .append(escaped(key))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>"));
    page.append("</dl><div class=\"plots\">");
    over(
        "Delivery latency, ms", page, "#c2410c", "p99", Second::p99, "#1d4ed8", "p50", Second::p50);
    distribution(page);
    over("Deliveries a second", page, "#1d4ed8", "", Second::deliveries, "", "", second -> 0);
    over("Clients connected", page, "#047857", "", Second::clients, "", "", second -> 0);
    page.append("</div><h2>Account</h2><pre>");
    table.forEach(line -> page.append(marked(line)).append('\n'));
    return page.append("</pre></body></html>\n").toString();
  }

  /** A line of the table, with what should be 0 and is not brought out. */
  private String marked(String line) {
    String header = table.get(0);
    StringBuilder html = new StringBuilder();
    int from = 0;
    for (String column : FAILURES) {
      int end = header.indexOf(" " + column) + 1 + column.length();
      if (end > column.length() && end <= line.length()) {
        int begin = line.lastIndexOf(' ', end - 1) + 1;
        String cell = line.substring(begin, end);
        if (begin >= from && cell.matches("\\d+") && !cell.matches("0+")) {
          html.append(escaped(line.substring(from, begin)));
          html.append("<mark>").append(cell).append("</mark>");
          from = end;
        }
      }
    }
    return html.append(escaped(line.substring(from))).toString();
  }

  /** A plot over the time of the run; a second series where it has a colour. */
  private void over(
      String title,
      StringBuilder page,
      String colour,
      String label,
      ToDoubleFunction<Second> value,
      String otherColour,
      String otherLabel,
      ToDoubleFunction<Second> other) {
    int length = seconds.isEmpty() ? 1 : seconds.get(seconds.size() - 1).at();
    Plot plot = new Plot(title, length, "seconds");
    plot.line(colour, label, points(value));
    if (!otherColour.isEmpty()) {
      plot.line(otherColour, otherLabel, points(other));
    }
    page.append(plot.svg());
  }

  private List<double[]> points(ToDoubleFunction<Second> value) {
    return seconds.stream()
        .map(second -> new double[] {second.at(), value.applyAsDouble(second)})
        .filter(point -> !Double.isNaN(point[1]))
        .toList();
  }

  private void distribution(StringBuilder page) {
    long[] counts = latencies.countsUpTo(LIMITS);
    String[] labels = new String[counts.length];
    for (int i = 0; i < LIMITS.length; i++) {
      boolean seconds = LIMITS[i] >= 1_000;
      labels[i] =
          String.format(
              Locale.ROOT, seconds ? "%.0f s" : "%.0f", seconds ? LIMITS[i] / 1_000 : LIMITS[i]);
    }
    labels[LIMITS.length] = "more";
    page.append(Plot.bars("Distribution of latency, up to so many ms", labels, counts));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
