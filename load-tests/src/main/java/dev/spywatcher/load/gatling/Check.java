package dev.spywatcher.load.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * What an answer or an event must be.
 *
 * @param what in words, for the report of one that is not
 */
public record Check(String what, Predicate<JsonNode> holds) {

  /** Longest value that a message shows, characters. */
  private static final int LONGEST = 120;

  /** Anything will do. */
  public static Check any() {
    return new Check("anything", value -> true);
  }

  /** A check in words and code. */
  public static Check that(String what, Predicate<JsonNode> holds) {
    return new Check(what, holds);
  }

  /** The answer {@code {ok: true}}. */
  public static Check ok() {
    return new Check("ok: true", answer -> answer.path("ok").asBoolean());
  }

  /** What is wrong with a value; empty where nothing is. */
  String fault(JsonNode value) {
    if (holds.test(value)) {
      return "";
    }
    String shown = value.toString();
    return "wanted "
        + what
        + ", got "
        + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown);
  }
}
