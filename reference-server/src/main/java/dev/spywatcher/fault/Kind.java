package dev.spywatcher.fault;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A fault as the catalogue knows it.
 *
 * @param what what the server does while it is on
 * @param rules the rules that it breaks
 * @param parameters names and defaults, without those that every fault has
 */
record Kind(
    String name,
    String what,
    List<String> rules,
    Map<String, String> parameters,
    Function<Setup, Fault> maker) {

  Kind {
    rules = List.copyOf(rules);
    parameters = Map.copyOf(parameters);
  }
}
