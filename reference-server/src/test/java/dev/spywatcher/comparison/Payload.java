package dev.spywatcher.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of events as Java's own maps, lists, texts, numbers and bytes, and the two forms that
 * the clients have of them.
 */
final class Payload {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BYTES = "$bytes";

  private Payload() {}

  /** As a transcript shows it: JSON with sorted keys. */
  static String text(List<? extends @Nullable Object> arguments) {
    try {
      Object sorted = mapped(arguments, value -> value instanceof byte[] b ? hex(b) : null, true);
      return JSON.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return "bytes " + HexFormat.of().formatHex(bytes);
  }

  /** For a Node program. */
  static @Nullable Object toNode(@Nullable Object value) {
    return mapped(
        value,
        one -> one instanceof byte[] bytes ? Map.of(BYTES, HexFormat.of().formatHex(bytes)) : null,
        false);
  }

  /** Of a Node program. */
  static @Nullable Object fromNode(@Nullable Object value) {
    return mapped(
        value,
        one ->
            one instanceof Map<?, ?> map && map.get(BYTES) instanceof String hex
                ? HexFormat.of().parseHex(hex)
                : null,
        false);
  }

  /** For the Java client. */
  static Object toClient(@Nullable Object value) {
    if (value == null) {
      return JSONObject.NULL;
    } else if (value instanceof Map<?, ?> map) {
      JSONObject object = new JSONObject();
      map.forEach((key, one) -> object.put((String) key, toClient(one)));
      return object;
    } else if (value instanceof List<?> list) {
      JSONArray array = new JSONArray();
      list.forEach(one -> array.put(toClient(one)));
      return array;
    }
    return value;
  }

  /** Of the Java client. */
  static @Nullable Object fromClient(@Nullable Object value) {
    if (value instanceof JSONObject object) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      object.keySet().forEach(key -> map.put(key, fromClient(object.get(key))));
      return map;
    } else if (value instanceof JSONArray array) {
      List<@Nullable Object> list = new ArrayList<>();
      array.forEach(one -> list.add(fromClient(one)));
      return list;
    }
    return value == JSONObject.NULL ? null : value;
  }

  private static @Nullable Object mapped(
      @Nullable Object value, Function<Object, @Nullable Object> leaf, boolean sorted) {
    if (value == null) {
      return null;
    }
    Object found = leaf.apply(value);
    if (found != null) {
      return found;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = sorted ? new TreeMap<>() : new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, mapped(one, leaf, sorted)));
      return copy;
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(one -> copy.add(mapped(one, leaf, sorted)));
      return copy;
    }
    return value;
  }
}
