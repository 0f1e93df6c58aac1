package dev.spywatcher.console;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client of the API over a bare websocket; remembers the packets that it received. */
final class Visitor implements AutoCloseable, WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> packets = new CopyOnWriteArrayList<>();
  private final StringBuilder packet = new StringBuilder();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final String token;
  private final WebSocket socket;

  Visitor(URI server, String token) throws Exception {
    this.token = token;
    URI url =
        URI.create("ws" + server.toString().substring(4) + "/socket.io/?EIO=4&transport=websocket");
    socket = HTTP.newWebSocketBuilder().buildAsync(url, this).get(20, TimeUnit.SECONDS);
  }

  /** In the namespace, and subscribed to both rooms of a guild. */
  static Visitor subscribed(URI server, String token, String guildId) throws Exception {
    Visitor visitor = new Visitor(server, token);
    visitor.awaitPacket("40{");
    visitor.subscribe(guildId);
    return visitor;
  }

  void subscribe(String guildId) throws Exception {
    int acks = (int) packets.stream().filter(one -> one.startsWith("43")).count();
    send("421[\"subscribe:guild\",\"" + guildId + "\"]");
    send("422[\"subscribe:analytics\",\"" + guildId + "\"]");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> packets.stream().filter(one -> one.startsWith("43")).count() == acks + 2);
  }

  /** The first packet that begins so and has that in it, now or soon. */
  String awaitPacket(String beginning, String part) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                packets.stream()
                    .filter(one -> one.startsWith(beginning) && one.contains(part))
                    .findFirst()
                    .orElse(""),
            found -> !found.isEmpty());
  }

  String awaitPacket(String beginning) {
    return awaitPacket(beginning, "");
  }

  long count(String beginning) {
    return packets.stream().filter(one -> one.startsWith(beginning)).count();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    packet.append(text);
    if (last) {
      String whole = packet.toString();
      packet.setLength(0);
      packets.add(whole);
      if (whole.startsWith("0{")) {
        from.sendText("40{\"token\":\"" + token + "\"}", true);
      } else if (whole.equals("2")) {
        from.sendText("3", true);
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(null);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(null);
  }

  private void send(String text) throws Exception {
    socket.sendText(text, true).get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
