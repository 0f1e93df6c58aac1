package dev.spywatcher.discord.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that a parser stands at, and names what is wrong by its path, such as {@code
 * members[3].roles[0]}. A {@code null} counts as missing. Not thread-safe.
 */
public final class FieldReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 10_000;

  private final JsonParser parser;

  public FieldReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Asks for an object; the parser then stands before its first field. */
  public void object(String what) throws IOException, FormException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      String path = path();
      throw new FormException(
          (path.isEmpty() ? what : path) + ": " + shown() + " is not an object");
    }
  }

  /** Moves to the value of the next field; its name, or {@code null} at the end of the object. */
  public @Nullable String next() throws IOException {
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  /** Passes over the value. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  private boolean missing() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  /** A Discord id. */
  @Nullable String id() throws IOException, FormException {
    return missing() ? null : element();
  }

  private String element() throws IOException, FormException {
    if (!parser.hasToken(JsonToken.VALUE_STRING) || parser.getText().isBlank()) {
      throw bad("is not an id; give a string");
    }
    if (parser.getTextLength() > LONGEST_ID) {
      throw new FormException(path() + ": is longer than " + LONGEST_ID + " characters");
    }
    return parser.getText();
  }

  /** Any text of at most 10,000 characters. */
  public @Nullable String text() throws IOException, FormException {
    if (missing()) {
      return null;
    }
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw bad("is not a string");
    }
    if (parser.getTextLength() > LONGEST_TEXT) {
      throw new FormException(path() + ": is longer than " + LONGEST_TEXT + " characters");
    }
    return parser.getText();
  }

  /** The text, or {@code null} where it is something else. */
  @Nullable String textOrNull() throws IOException {
    return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null;
  }

  /** True or false; false where it is missing. */
  boolean flag() throws IOException, FormException {
    if (missing() || parser.hasToken(JsonToken.VALUE_FALSE)) {
      return false;
    }
    if (!parser.hasToken(JsonToken.VALUE_TRUE)) {
      throw bad("is not true or false");
    }
    return true;
  }

  /** A whole number. */
  public @Nullable Long number() throws IOException, FormException {
    if (missing()) {
      return null;
    }
    if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw bad("is not a whole number");
    }
    return parser.getLongValue();
  }

  /** A point in time, ISO 8601. */
  @Nullable Instant instant() throws IOException, FormException {
    if (missing()) {
      return null;
    }
    Instant time = parser.hasToken(JsonToken.VALUE_STRING) ? IsoTime.read(parser.getText()) : null;
    if (time == null) {
      throw bad("is not a time such as 2026-01-31T12:00:00Z");
    }
    return time;
  }

  /** A list of ids. */
  @Nullable List<String> ids() throws IOException, FormException {
    if (!list()) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    while (nextElement()) {
      ids.add(element());
    }
    return ids;
  }

  /** Asks for a list and enters it; false where it is missing. */
  public boolean list() throws IOException, FormException {
    if (missing()) {
      return false;
    }
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw bad("is not a list");
    }
    return true;
  }

  /** Moves to the next element of the list that was entered; false at its end. */
  public boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** A fault of the value that the parser stands at. */
  FormException bad(String problem) throws IOException {
    String path = path();
    return new FormException(path + ": " + shown() + " " + problem);
  }

  /** A fault of the field itself that the parser stands at, whatever its value. */
  public FormException here(String problem) {
    return new FormException(path() + ": " + problem);
  }

  /** A fault of a field of the object that has just ended. */
  public FormException fault(String field, String problem) {
    String path = path();
    return new FormException((path.isEmpty() ? field : path + "." + field) + ": " + problem);
  }

  public <T> T required(@Nullable T value, String field, String what) throws FormException {
    if (value == null) {
      throw fault(field, "is missing; give " + what);
    }
    return value;
  }

  /** Where the parser stands; empty outside of every object. */
  private String path() {
    StringBuilder path = new StringBuilder();
    JsonStreamContext context = parser.getParsingContext();
    JsonToken token = parser.currentToken();
    // A value that has begun is a context of its own already.
    append(path, token != null && token.isStructStart() ? context.getParent() : context);
    return path.toString();
  }

  private static void append(StringBuilder path, JsonStreamContext context) {
    JsonStreamContext parent = context.getParent();
    if (parent == null) {
      return;
    }
    append(path, parent);
    if (context.inArray()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(shortened(context.getCurrentName(), 64));
    }
  }

  /** The value as a message may show it. */
  private String shown() throws IOException {
    if (parser.currentToken() == null) {
      return "nothing";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      copy.copyCurrentStructure(parser);
    }
    return shortened(text.toString(), 80);
  }

  static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
