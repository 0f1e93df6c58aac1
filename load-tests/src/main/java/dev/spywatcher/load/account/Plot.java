package dev.spywatcher.load.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small plot as SVG. */
final class Plot {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 200;
  private static final int LEFT = 56;
  private static final int BOTTOM = 26;
  private static final int TOP = 10;
  private static final int RIGHT = 10;
  private static final int TICKS = 4;

  private record Line(String colour, String label, List<double[]> points) {}

  private final String title;
  private final double length;
  private final String unit;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A plot without lines.
   *
   * @param length of the x axis, from 0
   */
  Plot(String title, double length, String unit) {
    this.title = title;
    this.length = length;
    this.unit = unit;
  }

  /** Adds a line through points (x, y). */
  void line(String colour, String label, List<double[]> points) {
    lines.add(new Line(colour, label, points));
  }

  String svg() {
    double highest =
        rounded(
            lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[1])
                .max()
                .orElse(1));
    StringBuilder svg = open(title);
    axis(svg, highest);
    for (int i = 0; i <= TICKS; i++) {
      double x = LEFT + (double) i / TICKS * (WIDTH - LEFT - RIGHT);
      text(svg, x, HEIGHT - 8, "middle", number(length * i / TICKS) + (i == 0 ? " " + unit : ""));
    }
    int labelled = 0;
    for (Line line : lines) {
      svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
          .append(line.colour())
          .append("\" points=\"");
      for (double[] point : line.points()) {
        double x = LEFT + point[0] / length * (WIDTH - LEFT - RIGHT);
        svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(point[1], highest)));
      }
      svg.append("\"/>");
      if (!line.label().isEmpty()) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" style=\"fill:%s\">%s</text>",
                WIDTH - RIGHT - 4 - 34 * labelled++,
                TOP + 12,
                line.colour(),
                line.label()));
      }
    }
    return svg.append("</svg></figure>").toString();
  }

  static String bars(String title, String[] labels, long[] counts) {
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    double highest = rounded(most);
    StringBuilder svg = open(title);
    axis(svg, highest);
    double step = (double) (WIDTH - LEFT - RIGHT) / counts.length;
    for (int i = 0; i < counts.length; i++) {
      double y = y(counts[i], highest);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#1d4ed8\">"
                  + "<title>%,d</title></rect>",
              LEFT + i * step + 2,
              y,
              step - 4,
              HEIGHT - BOTTOM - y,
              counts[i]));
      text(svg, LEFT + (i + 0.5) * step, HEIGHT - 8, "middle", labels[i]);
    }
    return svg.append("</svg></figure>").toString();
  }

  private static StringBuilder open(String title) {
    return new StringBuilder("<figure style=\"margin:0\"><h2>")
        .append(Page.escaped(title))
        .append("</h2><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\">");
  }

  private static void axis(StringBuilder svg, double highest) {
    for (int i = 0; i <= TICKS; i++) {
      double y = y(highest * i / TICKS, highest);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e3e6ee\"/>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y));
      text(svg, LEFT - 6, y + 4, "end", number(highest * i / TICKS));
    }
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            text));
  }

  private static double y(double value, double highest) {
    return HEIGHT - BOTTOM - value / highest * (HEIGHT - BOTTOM - TOP);
  }

  /** The next of 1, 2, 4, 8 times a power of ten. */
  private static double rounded(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
    for (double factor : new double[] {1, 2, 4, 8}) {
      if (factor * power >= value) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
  }
}
