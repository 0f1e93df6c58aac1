package dev.spywatcher.load.client;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/**
 * A real Socket.IO server of another make, in this process: it knows the token "good", echoes what
 * is said to {@code echo}, sends a burst on {@code burst}, and ends a client on {@code end}.
 */
public final class TestServer implements AutoCloseable {

  private final SocketIOServer server;
  private final URI url;

  /** Starts one on a free port that is patient with its clients. */
  public TestServer() throws IOException {
    this(60_000);
  }

  /** Starts one on a free port that pings every 500 ms and waits so long for an answer. */
  TestServer(int pingTimeoutMillis) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setHostname("127.0.0.1");
    try (ServerSocket free = new ServerSocket(0)) {
      configuration.setPort(free.getLocalPort());
    }
    configuration.getSocketConfig().setReuseAddress(true);
    configuration.setPingInterval(500);
    configuration.setPingTimeout(pingTimeoutMillis);
    server = new SocketIOServer(configuration);
    url = URI.create("http://127.0.0.1:" + configuration.getPort());
    server
        .getNamespace("")
        .addAuthTokenListener(
            (token, client) ->
                token instanceof Map<?, ?> auth && "good".equals(auth.get("token"))
                    ? AuthTokenResult.AuthTokenResultSuccess
                    : new AuthTokenResult(false, Map.of("message", "Invalid token")));
    server.addEventListener(
        "echo",
        String.class,
        (client, text, ack) -> ack.sendAckData(Map.of("ok", true, "text", text)));
    server.addEventListener(
        "burst",
        Integer.class,
        (client, count, ack) -> {
          for (int i = 0; i < count; i++) {
            client.sendEvent(
                "message:new",
                Map.of("number", i, "timestamp", java.time.Instant.now().toString()));
          }
        });
    server.addEventListener("end", String.class, (client, text, ack) -> client.disconnect());
    server.start();
  }

  /** Where clients connect. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    server.stop();
  }
}
