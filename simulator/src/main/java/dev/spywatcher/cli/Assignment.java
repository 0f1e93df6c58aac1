package dev.spywatcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * {@code path=value} of the command line.
 *
 * @param path names and array indexes, separated by dots: {@code content}, {@code platforms.0}
 * @param text the value as it was written
 * @param value JSON where the text is JSON, else the text itself
 */
record Assignment(String path, String text, JsonNode value) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Assignment parse(Value given) {
    String text = given.text();
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw given.isNot("of the form name=value");
    }
    String value = text.substring(equals + 1);
    return new Assignment(text.substring(0, equals), value, json(value));
  }

  /**
   * Sets the value in {@code target}, making objects on the way where there are none. A text that
   * is already there stays a text, so that an id need not be quoted.
   */
  void applyTo(ObjectNode target) {
    String[] names = path.split("\\.");
    JsonNode node = target;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode next = child(node, names[i]);
      if (!next.isContainerNode()) {
        next = target.objectNode();
        put(node, names[i], next);
      }
      node = next;
    }
    String last = names[names.length - 1];
    boolean written = child(node, last).isTextual() && (value.isNumber() || value.isBoolean());
    put(node, last, written ? TextNode.valueOf(text) : value);
  }

  private JsonNode child(JsonNode node, String name) {
    return node instanceof ArrayNode array ? array.path(index(name)) : node.path(name);
  }

  private void put(JsonNode node, String name, JsonNode child) {
    if (node instanceof ObjectNode object) {
      object.set(name, child);
    } else if (node instanceof ArrayNode array) {
      int index = index(name);
      if (index < array.size()) {
        array.set(index, child);
      } else {
        array.add(child);
      }
    }
  }

  private int index(String name) {
    return (int) Value.ofOption("--set " + path, name).wholeNumber(0, Integer.MAX_VALUE);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? TextNode.valueOf(text) : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
