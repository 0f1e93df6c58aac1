package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  boolean has(String field) {
    return value(field) != null;
  }

  /** A Discord id. */
  String id(String field) throws ControlError {
    JsonNode value = required(field, "a Discord id as a string");
    return id(value, at(field));
  }

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

  String text(String field, String otherwise) throws ControlError {
    return has(field) ? text(field) : otherwise;
  }

  /** True or false; false where it is missing. */
  boolean flag(String field) throws ControlError {
    JsonNode value = value(field);
    if (value != null && !value.isBoolean()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not true or false");
    }
    return value != null && value.booleanValue();
  }

  /** A point in time, ISO 8601. */
  Instant instant(String field) throws ControlError {
    JsonNode value = required(field, "a time such as 2026-01-31T12:00:00Z");
    try {
      Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
      int year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
      if (value.isTextual() && year >= 1970 && year <= 9999) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Falls through to the message below.
    }
    throw ControlError.invalid(
        at(field) + ": " + shown(value) + " is not a time such as 2026-01-31T12:00:00Z");
  }

  Instant instant(String field, Instant otherwise) throws ControlError {
    return has(field) ? instant(field) : otherwise;
  }

  /** The elements of a list; none where it is missing. */
  List<JsonNode> list(String field) throws ControlError {
    JsonNode value = value(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw ControlError.invalid(at(field) + ": " + shown(value) + " is not a list");
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.forEach(elements::add);
    return elements;
  }

  /** A list of objects. */
  List<Fields> objects(String field) throws ControlError {
    List<JsonNode> elements = list(field);
    List<Fields> objects = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      objects.add(of(elements.get(i), at(field) + "[" + i + "]"));
    }
    return objects;
  }

  /** A list of ids. */
  List<String> ids(String field) throws ControlError {
    List<JsonNode> elements = list(field);
    List<String> ids = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      ids.add(id(elements.get(i), at(field) + "[" + i + "]"));
    }
    return ids;
  }

  /** A fault of a field. */
  ControlError fault(String field, String problem) {
    return ControlError.invalid(at(field) + ": " + problem);
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
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
