package dev.spywatcher.features.fault;

import java.util.ArrayList;
import java.util.List;

/** The table of faults and rules as a page of Markdown. */
final class FaultPage {
  private static final String HEAD =
      """
      # Faults that the suite finds

      Written by `FaultTable` (see [Whether it finds what it should](README.md#whether-it-finds-what-it-should)):
      the reference server is broken by one fault at a time, and judged by the suite, strictly: on
      everything but what takes minutes, or, where that says so, on all rules of some areas, or on
      some rules alone. The last are two servers, each in order, set up to break a rule between them.
      In bold is a rule at which the suite should have failed, and one that it failed beside though
      nothing says why: a scenario that asks more than its rule, or a machine too busy to judge on.
      """;

  private static final String COLUMNS =
      """

      | fault | while it is on | breaks | tried on | the suite fails at | and at what follows | since |
      |---|---|---|---|---|---|---|
      """;

  private FaultPage() {}

  static String of(List<Trial> trials, Consequences consequences) {
    List<Trial> faults =
        trials.stream().filter(trial -> !trial.fault().equals(FaultTrials.NONE)).toList();
    long found = faults.stream().filter(trial -> trial.missed().isEmpty()).count();
    long rules = faults.stream().flatMap(trial -> trial.breaks().stream()).distinct().count();
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "%n%d faults that break %d rules, %d of them found.%n"
            .formatted(faults.size(), rules, found));
    page.append(COLUMNS);
    trials.forEach(trial -> page.append(row(trial, consequences)).append('\n'));
    return page.toString();
  }

  private static String refusal(Trial trial) {
    String bare = trial.refusal().replaceAll("http://\\S+?:\\d+", "URL").replaceAll("[|]", "");
    return "will not run: `" + bare.replaceFirst("(.{90}).*", "$1…") + "`";
  }

  static String row(Trial trial, Consequences consequences) {
    List<String> at = new ArrayList<>(trial.breaks());
    at.removeAll(trial.missed());
    trial.missed().forEach(rule -> at.add("**not " + rule + "**"));
    List<String> undeclared = consequences.undeclared(trial);
    List<String> beside =
        trial.beside().stream()
            .map(rule -> undeclared.contains(rule) ? "**" + rule + "**" : rule)
            .toList();
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            trial.fault().equals(FaultTrials.NONE) ? "none" : "`" + trial.fault() + "`",
            trial.what(),
            String.join(" ", trial.breaks()),
            trial.on(),
            trial.refusal().isEmpty() ? String.join(" ", at) : refusal(trial),
            String.join(" ", beside),
            String.join("; ", consequences.reasons(trial)));
  }
}
