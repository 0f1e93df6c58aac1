package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read field by field; whatever is wrong is named by its path, with its value
 * and what would be right. What was not read is refused by {@link #end()}. Not thread-safe.
 */
final class Fields {

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 10_000;

  private final JsonNode object;
  private final String path;
  private final Set<String> read = new HashSet<>();

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * The fields of a value.
   *
   * @param path what to call the value in messages; empty for the body itself
   */
  static Fields of(JsonNode value, String path) throws ControlError {
    if (!value.isObject()) {
      throw ControlError.invalid(
          (path.isEmpty() ? "body" : path) + ": " + shown(value) + " is not an object");
    }
    return new Fields(value, path);
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private @Nullable JsonNode value(String field) {
    read.add(field);
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private JsonNode required(String field, String what) throws ControlError {
    JsonNode value = value(field);
    if (value == null) {
      throw ControlError.invalid(at(field) + ": is missing; give " + what);
    }
    return value;
  }

  /** A Discord id. */
  static String id(JsonNode value, String path) throws ControlError {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw ControlError.invalid(path + ": " + shown(value) + " is not an id; give a string");
    }
    if (value.textValue().length() > LONGEST_ID) {
      throw ControlError.invalid(path + ": is longer than " + LONGEST_ID + " characters");
    }
    return value.textValue();
  }

  /** Any text. */
  String text(String field) throws ControlError {
    JsonNode value = required(field, "a string");
    if (!value.isTextual()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not a string");
    }
    if (value.textValue().length() > LONGEST_TEXT) {
      throw ControlError.invalid(at(field) + ": is longer than " + LONGEST_TEXT + " characters");
    }
    return value.textValue();
  }

  /** Either {@code true} or {@code false}. */
  boolean truth(String field) throws ControlError {
    JsonNode value = required(field, "true or false");
    if (!value.isBoolean()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A part of a whole: over 0, and up to 1. */
  BigDecimal share(String field) throws ControlError {
    JsonNode value = required(field, "a number over 0 and up to 1");
    double share = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(share > 0 && share <= 1)) {
      throw ControlError.invalid(
          at(field) + ": " + shown(value) + " is not a number over 0 and up to 1, such as 0.5");
    }
    return BigDecimal.valueOf(share);
  }

  /** A whole number from 0 to {@code most}. */
  long wholeNumber(String field, long otherwise, long most) throws ControlError {
    JsonNode value = value(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > most) {
      throw ControlError.invalid(
          at(field) + ": " + shown(value) + " is not a whole number from 0 to " + most);
    }
    return value.longValue();
  }

  /** A field that may be there, and is read elsewhere. */
  void mayHave(String field) {
    read.add(field);
  }

  /** Any text; {@code otherwise} where there is none. */
  String text(String field, String otherwise) throws ControlError {
    return value(field) == null ? otherwise : text(field);
  }

  /** Any text, or {@code null}. */
  @Nullable String optionalText(String field) throws ControlError {
    return value(field) == null ? null : text(field);
  }

  /** Any value, or {@code null}. */
  @Nullable JsonNode optional(String field) {
    return value(field);
  }

  /** A whole number, or {@code null}. */
  @Nullable Long optionalNumber(String field) throws ControlError {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not a whole number");
    }
    return value.longValue();
  }

  /** An object, or {@code null}. */
  @Nullable JsonNode object(String field) throws ControlError {
    JsonNode value = value(field);
    if (value != null && !value.isObject()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not an object");
    }
    return value;
  }

  /** A list of texts; none where there is no list. */
  List<String> list(String field) throws ControlError {
    JsonNode value = value(field);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    if (!value.isArray()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not a list");
    }
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw ControlError.invalid(at(field) + ": " + shown(item) + " is not a string");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** Refuses whatever has not been read. */
  void end() throws ControlError {
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!read.contains(name)) {
        String known = String.join(", ", read.stream().sorted().toList());
        throw ControlError.invalid(
            at(name.length() > 64 ? name.substring(0, 64) + "…" : name)
                + ": is not a field here; known are "
                + known);
      }
    }
  }

  /** A value as a message may show it. */
  static String shown(JsonNode value) {
    return cut(value.toString());
  }

  /** A text as a message may show it. */
  static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
