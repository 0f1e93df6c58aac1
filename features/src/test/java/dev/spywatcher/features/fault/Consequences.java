package dev.spywatcher.features.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What follows from a fault: rules that cannot hold either while it is on, each with the reason, as
 * {@code consequences.json} declares them. Immutable.
 */
final class Consequences {

  /** Rules or areas, or {@code *} for all, that follow from some faults. */
  record Consequence(List<String> faults, List<String> rules, String why) {
    private boolean covers(String fault, String rule) {
      return faults.contains(fault)
          && (rules.contains("*")
              || rules.contains(rule)
              || rules.contains(rule.substring(0, rule.indexOf('-'))));
    }
  }

  private final List<Consequence> all;

  private Consequences(List<Consequence> all) {
    this.all = List.copyOf(all);
  }

  /** Those that are declared. */
  static Consequences declared() {
    List<Consequence> all = new ArrayList<>();
    try (InputStream json = Consequences.class.getResourceAsStream("consequences.json")) {
      for (JsonNode one : new ObjectMapper().readTree(Objects.requireNonNull(json))) {
        all.add(
            new Consequence(
                texts(one.path("faults")), texts(one.path("rules")), one.path("why").asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("consequences.json", e);
    }
    return new Consequences(all);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  List<Consequence> all() {
    return all;
  }

  /** The rules that failed beside the fault's own, and of which nothing says that they follow. */
  List<String> undeclared(Trial trial) {
    return trial.beside().stream()
        .filter(rule -> all.stream().noneMatch(one -> one.covers(trial.fault(), rule)))
        .toList();
  }

  /** Why those that failed beside it follow. */
  List<String> reasons(Trial trial) {
    return all.stream()
        .filter(one -> trial.beside().stream().anyMatch(rule -> one.covers(trial.fault(), rule)))
        .map(Consequence::why)
        .distinct()
        .toList();
  }
}
