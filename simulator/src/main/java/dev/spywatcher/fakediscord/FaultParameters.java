package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fault is told when it is ordered by name. Every reading throws an {@link
 * IllegalArgumentException} that names the field, its value and what would be right. Not
 * thread-safe.
 */
final class FaultParameters {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L);

  private final JsonNode fields;
  private final Set<String> read = new TreeSet<>();

  FaultParameters(JsonNode fields) {
    if (!fields.isObject()) {
      throw new IllegalArgumentException("body: " + shown(fields) + " is not an object");
    }
    this.fields = fields;
  }

  String text(String name, String otherwise) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + ": " + shown(value) + " is not a string");
    }
    return value.textValue();
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(name + ": " + shown(value) + " is not true or false");
    }
    return value.booleanValue();
  }

  int number(String name, int otherwise, int least, int most) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new IllegalArgumentException(
          name + ": " + shown(value) + " is not a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /** {@code 500ms}, {@code 2s}, {@code 1m}. */
  Duration duration(String name, Duration otherwise) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(value.asText());
    Long unit = matcher.matches() ? MILLIS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          name + ": " + shown(value) + " is not a duration such as 500ms, 2s or 1m");
    }
    return Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit);
  }

  /** Refuses whatever has not been read. */
  void end() {
    Iterator<String> names = fields.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!read.contains(name)) {
        throw new IllegalArgumentException(
            (name.length() > 64 ? name.substring(0, 64) + "…" : name)
                + ": is not a field of this fault; "
                + (read.isEmpty() ? "it has none" : "known are " + String.join(", ", read)));
      }
    }
  }

  private @Nullable JsonNode value(String name) {
    read.add(name);
    JsonNode value = fields.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
