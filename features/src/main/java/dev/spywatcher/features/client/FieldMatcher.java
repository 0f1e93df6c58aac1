package dev.spywatcher.features.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    return near(expected, expected, tolerance);
  }

  /** An ISO 8601 time in UTC, at most so far from the span between two. */
  public static FieldMatcher near(Instant first, Instant last, Duration tolerance) {
    String span = first.equals(last) ? first.toString() : first + " to " + last;
    return new FieldMatcher(
        "within %s of %s".formatted(tolerance, span),
        node -> {
          Instant actual = time(node);
          return actual != null
              && !actual.isBefore(first.minus(tolerance))
              && !actual.isAfter(last.plus(tolerance));
        });
  }

  /** The ISO 8601 time in UTC that a field holds; null where it is none. */
  public static @Nullable Instant time(JsonNode node) {
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static List<String> sortedTexts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    texts.sort(null);
    return texts;
  }
}
