package dev.spywatcher.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A fault as the catalogue knows it.
 *
 * @param what what the server does while it is on
 * @param rules the rules that it breaks
 * @param parameters names and defaults
 */
record Kind(
    String name,
    String what,
    List<String> rules,
    Map<String, String> parameters,
    Function<Setup, Fault> maker) {

  Kind {
    rules = List.copyOf(rules);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A fault that strikes as often as its toxicity says. */
  static Kind kind(
      String name,
      String what,
      Function<Setup, Fault> maker,
      Map<String, String> parameters,
      String... rules) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(Settings.TOXICITY, "1");
    all.put(Settings.SEED, "1");
    all.putAll(parameters);
    return new Kind(name, what, List.of(rules), all, maker);
  }

  /** A fault that is a state of the whole server: it is on or off, and has no toxicity. */
  static Kind always(
      String name,
      String what,
      Function<Setup, Fault> maker,
      Map<String, String> parameters,
      String... rules) {
    return new Kind(name, what, List.of(rules), parameters, maker);
  }
}
