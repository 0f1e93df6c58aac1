package dev.spywatcher.features.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What one field of a payload must be. */
public record FieldMatcher(String description, Predicate<JsonNode> holds) {

  public static FieldMatcher text(String expected) {
    return new FieldMatcher(
        '"' + expected + '"', node -> node.isTextual() && node.textValue().equals(expected));
  }

  public static FieldMatcher number(long expected) {
    return new FieldMatcher(
        Long.toString(expected), node -> node.isNumber() && node.doubleValue() == expected);
  }

  public static FieldMatcher anyOrder(Collection<String> expected) {
    List<String> sorted = expected.stream().sorted().toList();
    return new FieldMatcher(sorted + " in any order", node -> sorted.equals(sortedTexts(node)));
  }

  /** An ISO 8601 time in UTC, at most so far from the one expected. */
  public static FieldMatcher near(Instant expected, Duration tolerance) {
    return new FieldMatcher(
        "within %s of %s".formatted(tolerance, expected),
        node -> {
          try {
            Instant actual = Instant.parse(node.asText());
            return Duration.between(expected, actual).abs().compareTo(tolerance) <= 0;
          } catch (DateTimeParseException e) {
            return false;
          }
        });
  }

  private static List<String> sortedTexts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    texts.sort(null);
    return texts;
  }
}
