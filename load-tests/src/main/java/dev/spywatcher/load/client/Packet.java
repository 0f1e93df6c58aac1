package dev.spywatcher.load.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * An event that a server has pushed.
 *
 * @param event its name
 * @param json the array that it came as, name first
 * @param atMillis when it came, milliseconds since 1970
 */
public record Packet(String event, String json, long atMillis) {

  static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the array of an event. */
  static Packet parse(String json, long atMillis) throws IOException {
    try (JsonParser tokens = JSON.createParser(json)) {
      if (tokens.nextToken() != JsonToken.START_ARRAY
          || tokens.nextToken() != JsonToken.VALUE_STRING) {
        throw new IOException("an event's first element is not its name");
      }
      return new Packet(tokens.getText(), json, atMillis);
    }
  }

  /** The first argument; a missing node where there is none or it is no JSON. */
  public JsonNode argument() {
    try {
      return JSON.readTree(json).path(1);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  /**
   * The text fields of the first argument that have these names, without building all of it; empty
   * strings for those that it has not.
   */
  public String[] texts(String... fields) {
    String[] values = new String[fields.length];
    java.util.Arrays.fill(values, "");
    try (JsonParser tokens = JSON.createParser(json)) {
      tokens.nextToken();
      tokens.nextToken();
      if (tokens.nextToken() != JsonToken.START_OBJECT) {
        return values;
      }
      while (tokens.nextToken() == JsonToken.FIELD_NAME) {
        String name = tokens.currentName();
        JsonToken value = tokens.nextToken();
        if (value == JsonToken.VALUE_STRING) {
          for (int i = 0; i < fields.length; i++) {
            if (fields[i].equals(name)) {
              values[i] = tokens.getText();
            }
          }
        } else {
          tokens.skipChildren();
        }
      }
    } catch (IOException e) {
      java.util.Arrays.fill(values, "");
    }
    return values;
  }
}
