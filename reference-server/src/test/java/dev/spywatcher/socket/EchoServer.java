package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.MultiTypeAckCallback;
import com.corundumstudio.socketio.MultiTypeArgs;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.MultiTypeEventListener;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.ServerEvent.MessageNew;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server whose namespaces answer, on a free port. After a class of tests its clients are closed,
 * and nothing may be left of them.
 *
 * <p>{@code message} is echoed as {@code message-back}, {@code message-with-ack} as its
 * acknowledgement, {@code auth} with what the client connected with; {@code ask} makes the server
 * ask {@code question} and echo the acknowledgement as {@code answered}; {@code burst} makes it
 * send so many {@code tick}s, {@code large} a text of that length; {@code join} lets the client
 * into a room; {@code disconnect-me} ends its session; {@code fail} has a listener that throws.
 */
final class EchoServer implements AfterAllCallback, AutoCloseable {

  /** What a server is started with. */
  record Setup(
      Duration pingInterval,
      Duration pingTimeout,
      Duration connectTimeout,
      Duration upgradeTimeout,
      int maxPayload) {

    private static final Setup PATIENT =
        new Setup(
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            1_000_000);

    Setup heartbeat(Duration interval, Duration timeout) {
      return new Setup(interval, timeout, connectTimeout, upgradeTimeout, maxPayload);
    }

    Setup connectTimeout(Duration timeout) {
      return new Setup(pingInterval, pingTimeout, timeout, upgradeTimeout, maxPayload);
    }

    Setup upgradeTimeout(Duration timeout) {
      return new Setup(pingInterval, pingTimeout, connectTimeout, timeout, maxPayload);
    }

    Setup maxPayload(int bytes) {
      return new Setup(pingInterval, pingTimeout, connectTimeout, upgradeTimeout, bytes);
    }

    EchoServer start() {
      return new EchoServer(this);
    }

    private SocketSettings settings() {
      return new SocketSettings(
          "127.0.0.1",
          0,
          null,
          new TrustedProxies(List.of()),
          List.of(),
          pingInterval,
          pingTimeout,
          connectTimeout,
          upgradeTimeout,
          maxPayload,
          64 << 20);
    }
  }

  private static final ExecutorService REQUESTS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "request");
            thread.setDaemon(true);
            return thread;
          });

  private final FanOut fanOut = new FanOut();
  private final Set<String> announced = ConcurrentHashMap.newKeySet();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final Deque<AutoCloseable> clients = new ConcurrentLinkedDeque<>();
  private final List<Namespace> namespaces = Collections.synchronizedList(new ArrayList<>());
  private final SocketServer server;

  private EchoServer(Setup setup) {
    try {
      server = SocketServer.start(setup.settings(), fanOut, Gate.open(), this::bind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Timers so slow that no test sees them, be the machine ever so busy. */
  static Setup patient() {
    return Setup.PATIENT;
  }

  /** A server that no test waits for. */
  static EchoServer start() {
    return patient().start();
  }

  private void bind(Sessions sessions, NamespacesHub hub) {
    for (String name : List.of(Namespace.DEFAULT_NAME, "/custom")) {
      Namespace namespace = hub.create(name);
      namespaces.add(namespace);
      namespace.addAuthTokenListener((auth, client) -> authenticate(name, auth, client));
      namespace.addConnectListener(
          client -> announced.add(name + " " + client.getSessionId().toString()));
      on(namespace, "message", (client, arguments, ack) -> echo(sessions, name, client, arguments));
      on(namespace, "message-with-ack", (client, arguments, ack) -> ack.sendAckData(arguments));
      on(
          namespace,
          "ack-twice",
          (client, arguments, ack) -> {
            ack.sendAckData("first");
            ack.sendAckData("second");
          });
      on(
          namespace,
          "auth",
          (client, arguments, ack) -> {
            Object shown = client.get("auth" + name);
            send(sessions, client, name, "auth-back", List.of(shown));
          });
      on(namespace, "ask", (client, arguments, ack) -> ask(sessions, name, client, arguments));
      on(namespace, "burst", (client, arguments, ack) -> burst(sessions, name, client, arguments));
      on(
          namespace,
          "large",
          (client, arguments, ack) ->
              send(
                  sessions,
                  client,
                  name,
                  "large",
                  List.of("x".repeat((Integer) arguments.get(0)))));
      on(
          namespace,
          "disconnect-me",
          (client, arguments, ack) -> session(sessions, client).disconnect());
      on(
          namespace,
          "join",
          (client, arguments, ack) ->
              session(sessions, client)
                  .takeSeat()
                  .join(room((String) arguments.get(0)), () -> ack.sendAckData("in")));
      on(
          namespace,
          "fail",
          (client, arguments, ack) -> {
            throw new IllegalStateException("a listener that fails on purpose");
          });
    }
  }

  /** What an event of a client does. */
  private interface Listener {
    void on(SocketIOClient client, List<Object> arguments, AckRequest ack);
  }

  private void on(Namespace namespace, String event, Listener listener) {
    MultiTypeEventListener library =
        (client, arguments, ack) -> {
          arguments.getArgs().forEach(argument -> heard.add(String.valueOf(argument)));
          listener.on(client, arguments.getArgs(), ack);
        };
    namespace.addMultiTypeEventListener(event, library, Object.class);
  }

  private static AuthTokenResult authenticate(String name, Object auth, SocketIOClient client) {
    client.set("auth" + name, auth);
    return auth instanceof Map<?, ?> fields && "refuse".equals(fields.get("token"))
        ? new AuthTokenResult(false, Map.of("message", "Not authorized"))
        : AuthTokenResult.AuthTokenResultSuccess;
  }

  private static Session session(Sessions sessions, SocketIOClient client) {
    Session session = sessions.session(client.getSessionId());
    if (session == null) {
      throw new AssertionError("a client without a session");
    }
    return session;
  }

  private static void echo(
      Sessions sessions, String namespace, SocketIOClient client, List<Object> arguments) {
    send(sessions, client, namespace, "message-back", arguments);
  }

  private static void ask(
      Sessions sessions, String namespace, SocketIOClient client, List<Object> arguments) {
    client.sendEvent(
        "question",
        new MultiTypeAckCallback() {
          @Override
          public void onSuccess(MultiTypeArgs answer) {
            send(sessions, client, namespace, "answered", answer.getArgs());
          }
        },
        arguments.toArray());
  }

  private static void burst(
      Sessions sessions, String namespace, SocketIOClient client, List<Object> arguments) {
    for (int i = 0; i < (Integer) arguments.get(0); i++) {
      send(sessions, client, namespace, "tick", List.of(i));
    }
  }

  private static void send(
      Sessions sessions,
      SocketIOClient client,
      String namespace,
      String name,
      List<Object> arguments) {
    Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
    packet.setSubType(PacketType.EVENT);
    packet.setNsp(namespace);
    packet.setName(name);
    packet.setData(arguments);
    session(sessions, client).send(packet);
  }

  private static Room room(String guild) {
    return new Room(Room.Kind.GUILD, guild);
  }

  /** Publishes a {@code message:new} into a room that clients {@code join}. */
  void publish(String room, int number) {
    fanOut.publish(
        EncodedEvent.of(
            new MessageNew(room, String.valueOf(number), "name", "1", "channel", Instant.EPOCH)));
  }

  /** How many clients are in a room. */
  int subscribers(String room) {
    return fanOut.subscribers(room(room));
  }

  /** Whether a listener got an event with that argument. */
  boolean heard(String argument) {
    return heard.contains(argument);
  }

  /** Whether a namespace has announced that client to its listeners. */
  boolean announced(String namespace, String sid) {
    return announced.contains(namespace + " " + sid);
  }

  /** How many sessions are open. */
  int sessions() {
    return server.sessions().all().size();
  }

  /** Whether a session is open. */
  boolean isOpen(String sid) {
    return server.sessions().session(sid) != null;
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** A connection that the test writes to by hand. */
  HttpWire connect() {
    return closeLater(new HttpWire(address()));
  }

  /** One request and its answer. */
  Answer http(String method, String target) {
    return http(method, target, "");
  }

  Answer http(String method, String target, String body) {
    try (HttpWire wire = new HttpWire(address())) {
      return wire.write(HttpWire.request(method, target, body)).answer();
    }
  }

  /** One request, whose answer may take its time. */
  CompletableFuture<Answer> httpLater(String method, String target, String body) {
    // Sent before this returns, so that what the test does next comes after it.
    HttpWire wire = connect().write(HttpWire.request(method, target, body));
    return CompletableFuture.supplyAsync(
        () -> {
          try (wire) {
            return wire.answer();
          }
        },
        REQUESTS);
  }

  <T extends AutoCloseable> T closeLater(T client) {
    clients.push(client);
    return client;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Closes every client, checks that nothing is left of any, and stops. */
  @Override
  public void close() {
    try {
      new ArrayDeque<>(clients)
          .forEach(
              client -> {
                try {
                  client.close();
                } catch (Exception | AssertionError e) {
                  // The client had gone already.
                }
              });
      LibraryRegistries registries = new LibraryRegistries(server, List.copyOf(namespaces));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(server.sessions().all()).as("open sessions").isEmpty();
                assertThat(fanOut.rooms()).as("rooms with subscribers").isZero();
                assertThat(registries.leftovers()).as("what the library keeps").isEmpty();
              });
    } finally {
      server.close();
    }
  }
}
