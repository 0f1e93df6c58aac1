package dev.spywatcher.abuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of the server.
 *
 * @param status 0 where the connection ended without one
 * @param headers by name, case-insensitive
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

  /** What one gets where the connection ends without an answer. */
  public static final Answer NONE = new Answer(0, new TreeMap<>(), "");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The value of a header, or the empty text. */
  public String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }
}
