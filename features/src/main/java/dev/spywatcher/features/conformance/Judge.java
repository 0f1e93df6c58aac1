package dev.spywatcher.features.conformance;

import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.Rule.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes verdicts on rules of what became of their scenarios.
 *
 * @param strict whether implied rules count
 */
record Judge(
    List<Rule> catalogue,
    Selection selection,
    Capabilities capabilities,
    KnownFailures known,
    boolean strict) {

  /** Which scenarios are to be run, as an expression of tags. */
  String tags() {
    String some =
        catalogue.stream()
            .filter(rule -> inapplicable(rule) == null)
            .map(Rule::id)
            .map(id -> capabilities.claims(id) ? "@" + id : "(@" + id + " and not @reference)")
            .collect(Collectors.joining(" or "));
    return some.isEmpty() ? "@none and not @none" : some;
  }

  List<Finding> findings(List<Performance> performances) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : catalogue) {
      if (selection.shows(rule.id())) {
        findings.add(finding(rule, performances));
      }
    }
    return findings;
  }

  private Finding finding(Rule rule, List<Performance> performances) {
    String why = inapplicable(rule);
    if (why != null) {
      return new Finding(rule, Verdict.SKIPPED, why, List.of());
    }
    List<Performance> own =
        performances.stream().filter(one -> one.rules().contains(rule.id())).toList();
    List<Performance> failed = having(own, Status.FAILED);
    List<Performance> unknown =
        failed.stream().filter(one -> !known.cover(rule.id(), one)).toList();
    List<KnownFailures.Entry> disproved = known.disproved(rule.id(), own);
    if (unknown.stream().anyMatch(one -> counts(rule, one))) {
      return new Finding(rule, Verdict.FALLS_SHORT, share(failed, own, "failed"), own);
    }
    if (!disproved.isEmpty()) {
      String reason = "known to fail, and does not: " + disproved.get(0);
      return new Finding(rule, Verdict.SURPRISE, reason, own);
    }
    if (!unknown.isEmpty()) {
      return new Finding(rule, Verdict.WARNS, share(failed, own, "failed"), own);
    }
    if (!failed.isEmpty()) {
      return new Finding(rule, Verdict.KNOWN, share(failed, own, "failed, as known"), own);
    }
    List<Performance> skipped = having(own, Status.SKIPPED);
    if (skipped.size() < own.size()) {
      return new Finding(rule, Verdict.HOLDS, reasons(skipped, own), own);
    }
    String reason = own.isEmpty() ? "no scenario of it applies" : reasons(skipped, own);
    return new Finding(rule, Verdict.SKIPPED, reason, own);
  }

  /** Why a rule is not tried at all, or null where it is. */
  private @Nullable String inapplicable(Rule rule) {
    if (!selection.runs(rule.id())) {
      return "left out by --skip";
    }
    if (rule.untested() != null) {
      return rule.untested();
    }
    String lacks = capabilities.lacks(rule.id());
    if (lacks != null) {
      return lacks;
    }
    return rule.standing() == Standing.REFERENCE && !capabilities.claims(rule.id())
        ? "a decision of the reference server, which --capabilities does not claim"
        : null;
  }

  private boolean counts(Rule rule, Performance performance) {
    Standing least =
        rule.standing().compareTo(performance.standing()) > 0
            ? rule.standing()
            : performance.standing();
    return least != Standing.IMPLIED || strict;
  }

  private static String reasons(List<Performance> skipped, List<Performance> own) {
    if (skipped.isEmpty()) {
      return "";
    }
    String why =
        skipped.stream().map(Performance::message).distinct().collect(Collectors.joining("; "));
    return skipped.size() == own.size() ? why : share(skipped, own, "skipped: " + why);
  }

  private static String share(List<Performance> some, List<Performance> all, String what) {
    return "%d of %d scenarios %s".formatted(some.size(), all.size(), what);
  }

  private static List<Performance> having(List<Performance> performances, Status status) {
    return performances.stream().filter(one -> one.status() == status).toList();
  }
}
