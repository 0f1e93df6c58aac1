package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param type what the body is; of no account without one
 * @param headers that it has besides
 */
record Reply(int status, String type, byte @Nullable [] body, Map<String, String> headers) {

  /** Done, and nothing to say: 204. */
  static final Reply DONE = new Reply(204, "", null, Map.of());

  /** The caller has it already: 304. */
  static final Reply NOT_MODIFIED = new Reply(304, "", null, Map.of());

  /** Names the servers that have done it, where there is no body to do so. */
  static final String SERVERS = "SpyWatcher-Servers";

  private static final String JSON = "application/json";

  /** 200 with JSON. */
  static Reply ok(JsonNode body) {
    return json(200, body);
  }

  static Reply json(int status, JsonNode body) {
    return new Reply(status, JSON, (body + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** 204, by those: named in a header, where they are more than this server. */
  static Reply done(Commands.Done done) {
    return done.servers().isEmpty()
        ? DONE
        : new Reply(204, "", null, Map.of(SERVERS, String.join(", ", done.servers())));
  }

  /** 200 with a document of some other type. */
  static Reply document(String type, byte[] body) {
    return new Reply(200, type, body, Map.of());
  }

  /** What a request is refused with. */
  static Reply failure(ControlError error) {
    ObjectNode body =
        Answers.JSON
            .createObjectNode()
            .put("code", error.code())
            .put("message", error.getMessage());
    if (error.index() >= 0) {
      body.put("index", error.index());
    }
    Reply reply = json(error.status(), body);
    String allow = error.allow();
    return new Reply(
        reply.status, reply.type, reply.body, allow == null ? Map.of() : Map.of("Allow", allow));
  }

  /** As another server gets it. */
  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(status);
      out.writeUTF(type);
      out.writeBoolean(body != null);
      out.write(body == null ? new byte[0] : body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Reply decoded(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int status = in.readUnsignedShort();
      String type = in.readUTF();
      return new Reply(status, type, in.readBoolean() ? in.readAllBytes() : null, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body as JSON; an object with nothing in it where it is none. */
  JsonNode json() {
    try {
      return body == null ? Answers.JSON.createObjectNode() : Answers.JSON.readTree(body);
    } catch (IOException e) {
      return Answers.JSON.createObjectNode();
    }
  }

  /** What an error says. */
  String message() {
    return json().path("message").asText();
  }

  boolean good() {
    return status / 100 == 2;
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    if (body == null) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().computeIfAbsent("Cache-Control", key -> List.of("no-store"));
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
