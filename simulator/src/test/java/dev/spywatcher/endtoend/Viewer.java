package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.server.ServerOptions;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the API that remembers every event, over a websocket, packet by packet. */
final class Viewer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> packets = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private int asked;

  Viewer(URI server, String userId, String role) {
    URI url = URI.create("ws://" + server.getAuthority() + "/socket.io/?EIO=4&transport=websocket");
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(url, new Packets()).join();
    await().atMost(PATIENCE).until(() -> packets.stream().anyMatch(text -> text.startsWith("0{")));
    send("40{\"token\":\"" + token(userId, role) + "\"}");
    await().atMost(PATIENCE).until(() -> packets.stream().anyMatch(text -> text.startsWith("40{")));
  }

  private static String token(String userId, String role) {
    return Jwts.builder()
        .claim("discordId", userId)
        .claim("access", true)
        .claim("role", role)
        .signWith(
            Keys.hmacShaKeyFor(ServerOptions.DEVELOPMENT_SECRET.getBytes(StandardCharsets.UTF_8)),
            Jwts.SIG.HS256)
        .compact();
  }

  private void send(String packet) {
    socket.sendText(packet, true).join();
  }

  /** Asks to be let into a room; what the server says to it: {@code ok} or a message. */
  String subscribe(String room, String guildId) {
    String acknowledged = "43" + asked;
    send("42" + asked++ + "[\"subscribe:" + room + "\",\"" + guildId + "\"]");
    await()
        .atMost(PATIENCE)
        .until(() -> packets.stream().anyMatch(text -> text.startsWith(acknowledged + "[")));
    String answer =
        packets.stream().filter(text -> text.startsWith(acknowledged + "[")).findFirst().orElse("");
    JsonNode result = json(answer.substring(acknowledged.length())).get(0);
    return result.path("ok").booleanValue() ? "ok" : result.path("message").asText();
  }

  void subscribed(String room, String guildId) {
    assertThat(subscribe(room, guildId)).as("subscribe:%s %s", room, guildId).isEqualTo("ok");
  }

  /** The events so far: {@code [name, payload]}, in the order in which they came. */
  List<JsonNode> events() {
    return packets.stream()
        .filter(text -> text.startsWith("42["))
        .map(text -> json(text.substring(2)))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Packets implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      partial.append(part);
      if (last) {
        String packet = partial.toString();
        partial.setLength(0);
        if (packet.equals("2")) {
          from.sendText("3", true);
        } else {
          packets.add(packet);
        }
      }
      from.request(1);
      return null;
    }
  }
}
