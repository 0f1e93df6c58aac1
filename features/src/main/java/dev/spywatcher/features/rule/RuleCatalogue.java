package dev.spywatcher.features.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All rules, in the order of the document. */
public final class RuleCatalogue {
  private RuleCatalogue() {}

  public static List<Rule> rules() {
    try (InputStream json = RuleCatalogue.class.getResourceAsStream("rules.json")) {
      if (json == null) {
        throw new IllegalStateException("there is no rules.json");
      }
      return new ObjectMapper()
          .readValue(json, new TypeReference<List<Map<String, String>>>() {}).stream()
              .map(RuleCatalogue::rule)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("rules.json cannot be read", e);
    }
  }

  private static Rule rule(Map<String, String> entry) {
    return new Rule(
        value(entry, "id"),
        Rule.Standing.valueOf(value(entry, "class").toUpperCase(Locale.ROOT)),
        value(entry, "rule"),
        entry.get("untested"));
  }

  private static String value(Map<String, String> entry, String key) {
    String value = entry.get(key);
    if (value == null) {
      throw new IllegalStateException("rules.json: " + entry + " has no " + key);
    }
    return value;
  }
}
