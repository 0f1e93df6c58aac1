package dev.spywatcher.features.conformance;

import dev.spywatcher.features.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of a run.
 *
 * @param only rules or areas that it is narrowed to; empty for all
 * @param left rules or areas that are left out
 */
record Selection(Set<String> only, Set<String> left) {

  static Selection of(List<String> only, List<String> left, Names names) {
    return new Selection(checked("--rules", only, names), checked("--skip", left, names));
  }

  /** Whether the report has a row for the rule. */
  boolean shows(String rule) {
    return only.isEmpty() || contains(only, rule);
  }

  boolean leavesOut(String rule) {
    return contains(left, rule);
  }

  boolean runs(String rule) {
    return shows(rule) && !leavesOut(rule);
  }

  static String areaOf(String rule) {
    return rule.replaceFirst("-\\d+$", "");
  }

  private static boolean contains(Set<String> names, String rule) {
    return names.contains(rule) || names.contains(areaOf(rule));
  }

  private static Set<String> checked(String option, List<String> names, Names known) {
    Set<String> checked = new LinkedHashSet<>();
    for (String list : names) {
      for (String name : list.split(",")) {
        if (!name.isBlank()) {
          checked.add(known.checked(option, name.strip()));
        }
      }
    }
    return checked;
  }

  /** The names that rules and areas have. */
  record Names(Set<String> rules, Set<String> areas) {

    static Names of(List<Rule> catalogue) {
      Set<String> rules = new LinkedHashSet<>();
      Set<String> areas = new LinkedHashSet<>();
      for (Rule rule : catalogue) {
        rules.add(rule.id());
        areas.add(areaOf(rule.id()));
      }
      return new Names(rules, areas);
    }

    String checked(String where, String name) {
      if (!rules.contains(name) && !areas.contains(name)) {
        List<String> all = new ArrayList<>(areas);
        throw new UsageException(
            "%s: '%s' is no rule and no area; areas are %s, a rule is like %s-1",
            where, name, String.join(", ", all), all.get(0));
      }
      return name;
    }
  }
}
