package dev.spywatcher.features.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one field of a payload must be.
 *
 * @param holds whether it is that, received at a time
 * @param identity the id by which the field tells one event from another, where it does
 */
public record FieldMatcher(
    String description, BiPredicate<JsonNode, Instant> holds, @Nullable String identity) {

  public FieldMatcher(String description, Predicate<JsonNode> holds) {
    this(description, (node, receivedAt) -> holds.test(node), null);
  }

  /** The id, as text, of whom or what the event is about. */
  public static FieldMatcher id(String expected) {
    FieldMatcher text = text(expected);
    return new FieldMatcher(text.description, text.holds, expected);
  }

  /** The same id, of whatever type it is. */
  FieldMatcher sameId() {
    return new FieldMatcher(
        description, (node, receivedAt) -> node.asText().equals(identity), identity);
  }

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

  /**
   * An ISO 8601 time in UTC, at most so far from the one expected, or, of what was received later,
   * no later than that: who stamps what arrives cannot know when it was sent.
   */
  public static FieldMatcher nearOrOnArrival(Instant expected, Duration tolerance) {
    FieldMatcher near = near(expected, tolerance);
    return new FieldMatcher(
        near.description + ", or from then until it was received",
        (node, receivedAt) ->
            near.holds.test(node, receivedAt)
                || near(expected, receivedAt, Duration.ZERO).holds.test(node, receivedAt),
        null);
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
