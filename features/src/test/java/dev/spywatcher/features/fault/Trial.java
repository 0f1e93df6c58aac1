package dev.spywatcher.features.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the suite said of a server while one fault was on.
 *
 * @param fault its name; {@code none} where the server was in order
 * @param breaks the rules that the fault breaks, by its own word
 * @param failed the rules that fell short, each with the scenarios that failed
 * @param on the areas of rules that it was tried on, {@link #EVERYTHING} where on all
 * @param refusal why the suite would not judge such a server, or empty
 */
record Trial(
    String fault,
    String what,
    List<String> breaks,
    String on,
    Map<String, List<String>> failed,
    String refusal,
    long seconds) {

  /** The whole suite, but for what takes minutes. */
  static final String EVERYTHING = "everything";

  Trial {
    breaks = List.copyOf(breaks);
    failed = new TreeMap<>(failed);
  }

  /** The rules that it breaks, at none of which the suite fails. */
  @JsonIgnore
  List<String> missed() {
    return isRefusalDue()
        ? List.of()
        : breaks.stream().filter(rule -> !failed.containsKey(rule)).toList();
  }

  /** Who lets nobody in cannot be judged: the suite says so, and ends. */
  private boolean isRefusalDue() {
    return !refusal.isEmpty() && breaks.stream().anyMatch(List.of("AUTH-1", "CONN-1")::contains);
  }

  /** The rules that it does not break, and which the suite fails all the same. */
  @JsonIgnore
  List<String> beside() {
    return failed.keySet().stream().filter(rule -> !breaks.contains(rule)).toList();
  }
}
