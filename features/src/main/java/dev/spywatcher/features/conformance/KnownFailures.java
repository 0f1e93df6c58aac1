package dev.spywatcher.features.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known to fail: lines such as {@code CONN-4} for all scenarios of a rule, or {@code
 * CONN-4: A client that falls silent…} for one. They are run all the same.
 */
record KnownFailures(List<Entry> entries) {

  /** A rule, and a scenario of it or, where that is empty, all. */
  record Entry(String rule, String scenario) {
    boolean covers(Performance performance) {
      return performance.rules().contains(rule)
          && (scenario.isEmpty() || scenario.equals(performance.name()));
    }

    @Override
    public String toString() {
      return scenario.isEmpty() ? rule : rule + ": " + scenario;
    }
  }

  static KnownFailures none() {
    return new KnownFailures(List.of());
  }

  static KnownFailures read(Path file, Set<String> rules) {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.replaceFirst("(^|\\s)#.*", "").strip();
        if (!text.isEmpty()) {
          String[] parts = text.split(":\\s*", 2);
          if (!rules.contains(parts[0])) {
            throw new UsageException(
                "--known-failing: %s: '%s' is no rule; a line is a rule such as AUTH-3, or"
                    + " AUTH-3: and the name of a scenario",
                file, parts[0]);
          }
          entries.add(new Entry(parts[0], parts.length > 1 ? parts[1] : ""));
        }
      }
    } catch (IOException e) {
      throw new UsageException("--known-failing: %s cannot be read as text", file);
    }
    return new KnownFailures(entries);
  }

  /** Whether a failure is one that the rule is known to have; those of other rules say nothing. */
  boolean cover(String rule, Performance performance) {
    return entries.stream()
        .anyMatch(entry -> entry.rule().equals(rule) && entry.covers(performance));
  }

  /**
   * Entries of the rule that none of the failed scenarios bears out, and some passed one denies.
   */
  List<Entry> disproved(String rule, List<Performance> performances) {
    return entries.stream()
        .filter(entry -> entry.rule().equals(rule))
        .filter(entry -> has(performances, entry, Status.PASSED))
        .filter(entry -> !has(performances, entry, Status.FAILED))
        .toList();
  }

  private static boolean has(List<Performance> performances, Entry entry, Status status) {
    return performances.stream().anyMatch(one -> one.status() == status && entry.covers(one));
  }
}
