package dev.spywatcher.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer exactly as it came.
 *
 * @param status 0 where the connection ended without an answer
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, List<String>> headers, String body) {

  static final Answer NONE = new Answer(0, Map.of(), "");

  /** The only value of a header, or an empty string where it is absent. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of(""));
    if (values.size() != 1) {
      throw new AssertionError("more than one " + name + ": " + values);
    }
    return values.get(0);
  }

  /** The packets of a payload (Engine.IO 4, "Packet encoding"). */
  List<String> packets() {
    return List.of(body.split("\u001e", -1));
  }

  JsonNode json() {
    return Json.read(body);
  }
}
