package dev.spywatcher.features.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** From the client's JSON to the suite's. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static JsonNode of(@Nullable Object value) {
    try {
      return MAPPER.readTree(JSONObject.valueToString(JSONObject.wrap(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " is no JSON", e);
    }
  }
}
