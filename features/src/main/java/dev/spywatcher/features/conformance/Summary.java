package dev.spywatcher.features.conformance;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report in a few lines: what does not hold and what was not tried, and the counts. */
final class Summary {
  private static final int COLUMNS = 100;

  private Summary() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    report.findings().stream()
        .filter(finding -> finding.verdict() != Verdict.HOLDS)
        .sorted(Comparator.comparing(Finding::verdict).reversed())
        .forEach(finding -> text.append(line(finding)).append('\n'));
    text.append(
        Stream.of(Verdict.values())
            .filter(verdict -> report.count(verdict) > 0)
            .map(verdict -> report.count(verdict) + " " + verdict.words())
            .collect(
                Collectors.joining(", ", report.findings().size() + " rules: ", counts(report))));
    return text.toString();
  }

  private static String line(Finding finding) {
    String reason = finding.reason().isEmpty() ? finding.rule().text() : finding.reason();
    String line = "%-8s %s: %s".formatted(finding.rule().id(), finding.verdict().words(), reason);
    return line.length() > COLUMNS ? line.substring(0, COLUMNS - 1) + "…" : line;
  }

  private static String counts(Report report) {
    return "%n%d scenarios in %d s%n".formatted(report.scenarios(), report.taken().toSeconds());
  }
}
