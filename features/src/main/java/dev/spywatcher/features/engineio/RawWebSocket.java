package dev.spywatcher.features.engineio;

import dev.spywatcher.features.target.Target;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A session on websocket alone: a frame is a packet. */
final class RawWebSocket extends RawSession {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  RawWebSocket(Target target) {
    this.socket =
        HTTP.newWebSocketBuilder()
            .connectTimeout(DEADLINE)
            .buildAsync(target.endpoint(true, "websocket"), new Listener())
            .join();
  }

  @Override
  public synchronized void send(String packet) {
    if (!isClosed() && !socket.isOutputClosed()) {
      sent =
          sent.thenCompose(before -> socket.sendText(packet, true)).exceptionally(failure -> null);
    }
  }

  @Override
  public void close() {
    socket.abort();
    ended();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence part, boolean last) {
      frame.append(part);
      if (last) {
        String packet = frame.toString();
        frame.setLength(0);
        receive(packet);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      ended();
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      ended();
    }
  }
}
