package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Subscribes to the analytics of guilds over a bare websocket, and keeps the last update of each.
 */
final class AnalyticsClient implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> lastData = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CountDownLatch subscribed;
  private final StringBuilder frame = new StringBuilder();
  private final WebSocket socket;
  private final String token;

  AnalyticsClient(URI server, String token, List<String> guilds) throws Exception {
    this.token = token;
    this.subscribed = new CountDownLatch(guilds.size());
    URI url =
        URI.create("ws" + server.toString().substring(4) + "/socket.io/?EIO=4&transport=websocket");
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(url, this)
            .get(10, TimeUnit.SECONDS);
    connected.get(10, TimeUnit.SECONDS);
    for (int i = 0; i < guilds.size(); i++) {
      send("42" + i + "[\"subscribe:analytics\",\"" + guilds.get(i) + "\"]");
    }
    if (!subscribed.await(10, TimeUnit.SECONDS)) {
      throw new TimeoutException("no acknowledgement of a subscription");
    }
  }

  /** The {@code data} of the last update of a guild; a missing node where there was none. */
  JsonNode lastData(String guildId) {
    return lastData.getOrDefault(guildId, JSON.missingNode());
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    frame.append(text);
    if (last) {
      String packet = frame.toString();
      frame.setLength(0);
      try {
        take(packet);
      } catch (Exception e) {
        connected.completeExceptionally(e);
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void take(String packet) throws Exception {
    if (packet.startsWith("0{")) {
      send("40{\"token\":\"" + token + "\"}");
    } else if (packet.startsWith("40")) {
      connected.complete(null);
    } else if (packet.equals("2")) {
      send("3");
    } else if (packet.startsWith("43")) {
      subscribed.countDown();
    } else if (packet.startsWith("42[\"analytics:update\"")) {
      JsonNode update = JSON.readTree(packet.substring(2).getBytes(UTF_8)).get(1);
      lastData.put(update.get("guildId").textValue(), update.get("data"));
    }
  }

  private void send(String packet) throws Exception {
    socket(packet).get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<WebSocket> socket(String packet) throws Exception {
    return opened.get(10, TimeUnit.SECONDS).sendText(packet, true);
  }

  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

  @Override
  public void onOpen(WebSocket webSocket) {
    opened.complete(webSocket);
    webSocket.request(1);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
