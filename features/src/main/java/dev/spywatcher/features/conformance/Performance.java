package dev.spywatcher.features.conformance;

import dev.spywatcher.features.rule.Rule.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One scenario as it went.
 *
 * @param name with the values of its example
 * @param location file and line
 * @param rules ids of the rules that it is about
 * @param standing the least binding that it claims, {@code DOCUMENTED} unless its tags say less
 * @param message why it failed or was skipped; empty where it passed
 * @param steps what was done, to the step that decided
 * @param packets of each client, with times; kept of those that failed
 */
record Performance(
    String name,
    String location,
    Set<String> rules,
    Standing standing,
    Status status,
    Duration taken,
    String message,
    List<String> steps,
    List<String> packets) {

  /** The same scenario, not tried. */
  Performance skipped(String why) {
    return new Performance(
        name, location, rules, standing, Status.SKIPPED, Duration.ZERO, why, List.of(), List.of());
  }
}
