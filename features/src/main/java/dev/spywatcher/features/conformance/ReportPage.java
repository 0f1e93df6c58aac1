package dev.spywatcher.features.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The report as one page that needs nothing else: a row for each rule, and what became of it. */
final class ReportPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder html = new StringBuilder();

  private ReportPage() {}

  static String of(Report report) {
    ReportPage page = new ReportPage();
    page.head(report);
    page.counts(report);
    page.rules(report);
    page.html.append("</main></body></html>\n");
    return page.html.toString();
  }

  private void head(Report report) {
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>Conformance of ")
        .append(escaped(report.target()))
        .append("</title>\n<style>\n")
        .append(resource("report.css"))
        .append("</style></head>\n<body><main>\n<h1>SpyWatcher WebSocket API, rule by rule</h1>\n")
        .append("<p class=\"about\">")
        .append(
            escaped(
                "%s · %s · %d scenarios in %d s · %s"
                    .formatted(
                        report.target(),
                        TIME.format(report.began()),
                        report.scenarios(),
                        report.taken().toSeconds(),
                        report.strict() ? "implied rules count" : "implied rules only warn")))
        .append("</p>\n");
  }

  private void counts(Report report) {
    html.append("<p class=\"result ")
        .append(report.fallsShort() ? "bad\">Falls short" : "good\">Every rule that counts holds")
        .append("</p>\n<ul class=\"counts\">");
    for (Verdict verdict : Verdict.values()) {
      if (report.count(verdict) > 0) {
        html.append(
            "<li class=\"%s\"><b>%d</b> %s</li>"
                .formatted(style(verdict), report.count(verdict), verdict.words()));
      }
    }
    html.append("</ul>\n");
  }

  private void rules(Report report) {
    String area = "";
    for (Finding finding : report.findings()) {
      String own = Selection.areaOf(finding.rule().id());
      if (!own.equals(area)) {
        html.append(area.isEmpty() ? "" : "</section>\n").append("<section>\n");
        html.append("<h2>").append(heading(own)).append("</h2>\n");
        area = own;
      }
      row(finding);
    }
    html.append(area.isEmpty() ? "" : "</section>\n");
  }

  private void row(Finding finding) {
    boolean failed = !having(finding, Status.FAILED).isEmpty();
    html.append(
            "<details class=\"rule\" id=\"%s\"%s><summary>"
                .formatted(finding.rule().id(), failed ? " open" : ""))
        .append("<span class=\"id\">%s</span>".formatted(finding.rule().id()))
        .append(
            "<span class=\"verdict %s\">%s</span>"
                .formatted(style(finding.verdict()), finding.verdict().words()))
        .append("<span class=\"words\">")
        .append(escaped(finding.rule().text()))
        .append("<small>")
        .append(finding.rule().standing().name().toLowerCase(Locale.ROOT))
        .append(finding.reason().isEmpty() ? "" : ": " + escaped(finding.reason()))
        .append("</small></span></summary>\n");
    if (finding.performances().isEmpty()) {
      html.append("<p class=\"none\">No scenario was run.</p>\n");
    }
    having(finding, Status.FAILED).forEach(this::scenario);
    having(finding, Status.SKIPPED).forEach(this::scenario);
    List<Performance> passed = having(finding, Status.PASSED);
    if (failed && !passed.isEmpty()) {
      html.append(
          "<details class=\"passes\"><summary>%d passed</summary>".formatted(passed.size()));
    }
    passed.forEach(this::scenario);
    html.append(failed && !passed.isEmpty() ? "</details></details>\n" : "</details>\n");
  }

  private static List<Performance> having(Finding finding, Status status) {
    return finding.performances().stream().filter(one -> one.status() == status).toList();
  }

  private void scenario(Performance one) {
    String status = one.status().name().toLowerCase(Locale.ROOT);
    html.append(
            "<div class=\"scenario %s\"><p><span class=\"mark\">%s</span> "
                .formatted(status, mark(one.status())))
        .append(escaped(one.name()))
        .append(
            " <small>%s · %.1f s</small></p>\n"
                .formatted(escaped(one.location()), one.taken().toMillis() / 1000.0));
    if (one.status() == Status.SKIPPED) {
      html.append("<p class=\"why\">").append(escaped(one.message())).append("</p>\n");
    }
    if (one.status() == Status.FAILED) {
      block("What was expected, and what came", one.message(), true);
      block("Steps", String.join("\n", one.steps()), true);
      one.packets().forEach(packets -> block(firstLine(packets), rest(packets), false));
    }
    html.append("</div>\n");
  }

  private void block(String title, String text, boolean open) {
    html.append("<details class=\"block\"%s><summary>".formatted(open ? " open" : ""))
        .append(escaped(title))
        .append("</summary><pre>")
        .append(escaped(text))
        .append("</pre></details>\n");
  }

  private static String mark(Status status) {
    return switch (status) {
      case PASSED -> "✓";
      case FAILED -> "✗";
      case SKIPPED -> "–";
    };
  }

  private static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String heading(String area) {
    return switch (area) {
      case "CONN" -> "Connection";
      case "AUTH" -> "Authentication";
      case "SUB" -> "Subscriptions";
      case "EVT" -> "Events";
      case "ANA" -> "Analytics";
      case "ERR" -> "Errors";
      case "LIM" -> "Limits";
      case "SCALE" -> "Scale";
      default -> area;
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String rest(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(end + 1);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
