package dev.spywatcher.features.steps;

import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** What a client may send in place of a guild id, in the words of the features. */
public enum BadGuildId {
  MISSING("missing"),
  NULL("null", JSONObject.NULL),
  EMPTY("empty", ""),
  BLANK("blank", "   "),
  NUMBER("a number", 42),
  BOOLEAN("a boolean", true),
  OBJECT("an object", new JSONObject(Map.of("id", "42"))),
  LIST("a list", new JSONArray(List.of("42"))),
  TOO_LONG("65 letters long", "g".repeat(65)),
  TOO_LONG_IN_EMOJI("33 emoji long", "🛰".repeat(33)),
  LONG("64 letters long", "g".repeat(64)),
  LONG_IN_EMOJI("32 emoji long", "🛰".repeat(32));

  private final String words;
  private final Object[] arguments;

  BadGuildId(String words, Object... arguments) {
    this.words = words;
    this.arguments = arguments;
  }

  static BadGuildId of(String words) {
    for (BadGuildId id : values()) {
      if (id.words.equals(words)) {
        return id;
      }
    }
    throw new IllegalArgumentException("a guild id cannot be '" + words + "'");
  }

  /** What is sent with the request: one value, or none. */
  Object[] arguments() {
    return arguments.clone();
  }
}
