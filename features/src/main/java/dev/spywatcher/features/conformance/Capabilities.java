package dev.spywatcher.features.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.features.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an implementation says of itself, in JSON: {@code {"reference": ["SUB-12", "ANA"],
 * "without": {"CONN-5": "TLS ends at the proxy"}}}.
 *
 * @param reference rules or areas of the class reference that it wants to be held to
 * @param without rules or areas that do not apply to it, each with the reason
 */
record Capabilities(Set<String> reference, Map<String, String> without) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Capabilities none() {
    return new Capabilities(Set.of(), Map.of());
  }

  /** Those of the reference server, which is held to everything. */
  static Capabilities ofReferenceServer(List<Rule> rules) {
    Set<String> all = new TreeSet<>();
    rules.forEach(rule -> all.add(rule.id()));
    return new Capabilities(all, Map.of());
  }

  static Capabilities read(Path file, Selection.Names names) {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new UsageException("--capabilities: %s is no JSON: %s", file, e.getOriginalMessage());
    } catch (IOException e) {
      throw new UsageException("--capabilities: %s cannot be read as text", file);
    }
    if (json == null || !json.isObject()) {
      throw malformed(file, "it is no object");
    }
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!Set.of("reference", "without").contains(field)) {
                throw malformed(file, "there is no field '" + field + "'");
              }
            });
    Set<String> reference = new TreeSet<>();
    for (JsonNode name : json.path("reference")) {
      reference.add(names.checked("--capabilities: " + file + ": reference", name.asText()));
    }
    Map<String, String> without = new LinkedHashMap<>();
    json.path("without")
        .properties()
        .forEach(
            entry ->
                without.put(
                    names.checked("--capabilities: " + file + ": without", entry.getKey()),
                    entry.getValue().asText()));
    return new Capabilities(reference, without);
  }

  boolean claims(String rule) {
    return reference.contains(rule) || reference.contains(Selection.areaOf(rule));
  }

  /** Why a rule does not apply, or null where it does. */
  @Nullable String lacks(String rule) {
    String reason = without.get(rule);
    return reason != null ? reason : without.get(Selection.areaOf(rule));
  }

  private static UsageException malformed(Path file, String what) {
    return new UsageException(
        "--capabilities: %s: %s; it is like {\"reference\": [\"SUB-12\"], \"without\": {\"CONN-5\":"
            + " \"why\"}}",
        file, what);
  }
}
