package dev.spywatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The official Java client, and what it was told. */
final class StockClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final OkHttpClient HTTP = http();

  final List<String> received = new CopyOnWriteArrayList<>();
  final List<String> errors = new CopyOnWriteArrayList<>();
  final List<String> ends = new CopyOnWriteArrayList<>();
  private final Socket socket;

  StockClient(URI server, String discordId, String transport) {
    this(server, discordId, transport, false);
  }

  StockClient(URI server, String discordId, String transport, boolean reconnects) {
    IO.Options options = new IO.Options();
    options.transports = new String[] {transport};
    options.reconnection = reconnects;
    options.reconnectionDelay = 50;
    options.forceNew = true;
    options.auth = Map.of("token", token(discordId));
    options.callFactory = HTTP;
    options.webSocketFactory = HTTP;
    socket = IO.socket(server, options);
    socket.on(Socket.EVENT_DISCONNECT, reason -> ends.add(String.valueOf(reason[0])));
    socket.on("error", payload -> errors.add(String.valueOf(payload[0])));
    socket.on("message:new", payload -> received.add(String.valueOf(payload[0])));
    socket.connect();
    awaitConnected();
  }

  private static OkHttpClient http() {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "stock client");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(100);
    dispatcher.setMaxRequestsPerHost(100);
    return new OkHttpClient.Builder().dispatcher(dispatcher).build();
  }

  private static String token(String discordId) {
    return Jwts.builder()
        .claim("discordId", discordId)
        .claim("access", true)
        .claim("role", "USER")
        .signWith(
            Keys.hmacShaKeyFor(ServerOptions.DEVELOPMENT_SECRET.getBytes(UTF_8)), Jwts.SIG.HS256)
        .compact();
  }

  StockClient subscribe(String guildId) {
    AtomicBoolean done = new AtomicBoolean();
    socket.emit("subscribe:guild", new Object[] {guildId}, ack -> done.set(true));
    await().atMost(PATIENCE).untilTrue(done);
    return this;
  }

  /** Subscribes at each connection from now on, as it has to where one may be of no use again. */
  void subscribeWheneverConnected(String guildId) {
    AtomicBoolean done = new AtomicBoolean();
    Runnable subscribe =
        () -> socket.emit("subscribe:guild", new Object[] {guildId}, ack -> done.set(true));
    socket.on(Socket.EVENT_CONNECT, connected -> subscribe.run());
    if (socket.connected()) {
      subscribe.run();
    }
    await().atMost(PATIENCE).untilTrue(done);
  }

  void awaitConnected() {
    await().atMost(PATIENCE).until(socket::connected);
  }

  String awaitEnd() {
    await().atMost(PATIENCE).until(() -> !ends.isEmpty());
    return ends.get(0);
  }

  @Override
  public void close() {
    socket.disconnect();
  }
}
