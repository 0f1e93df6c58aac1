package dev.spywatcher.socket;

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
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.room.FanOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The socket stage with namespaces that answer, for comparison with a plain Socket.IO server: what
 * is bound here, {@code src/test/node/compare-server.mjs} does too.
 */
public final class ComparedServer implements AutoCloseable {

  private final SocketServer server;

  private ComparedServer(SocketServer server) {
    this.server = server;
  }

  /** Listens on a free port; what is not given is as in a plain Socket.IO server. */
  public static ComparedServer start(Duration pingInterval, Duration pingTimeout, int maxPayload)
      throws IOException {
    SocketSettings settings =
        new SocketSettings(
            "127.0.0.1",
            0,
            null,
            new TrustedProxies(List.of()),
            List.of(),
            pingInterval,
            pingTimeout,
            Duration.ofSeconds(45),
            Duration.ofSeconds(10),
            maxPayload,
            64 << 20);
    return new ComparedServer(
        SocketServer.start(settings, new FanOut(), Gate.open(), ComparedServer::bind));
  }

  public int port() {
    return server.address().getPort();
  }

  private static void bind(Sessions sessions, NamespacesHub hub) {
    for (String name : List.of(Namespace.DEFAULT_NAME, "/custom")) {
      Namespace namespace = hub.create(name);
      namespace.addAuthTokenListener(
          (auth, client) -> {
            client.set("auth" + name, auth);
            return admission((Map<?, ?>) auth);
          });
      namespace.addConnectListener(
          client -> {
            if (session(sessions, client).client(name) == null) {
              // The library announces every poll that opens a session.
              namespace.onDisconnect(client);
            }
          });
      on(
          namespace,
          "echo",
          (client, arguments, ack) -> send(sessions, client, name, "echoed", arguments));
      on(namespace, "echo-ack", (client, arguments, ack) -> ack.sendAckData(arguments));
      on(namespace, "ask", (client, arguments, ack) -> ask(sessions, client, name, arguments));
      on(namespace, "burst", (client, arguments, ack) -> burst(sessions, client, name, arguments));
      on(
          namespace,
          "auth",
          (client, arguments, ack) -> {
            Object auth = client.get("auth" + name);
            send(sessions, client, name, "auth-back", List.of(auth));
          });
      on(
          namespace,
          "disconnect-me",
          (client, arguments, ack) -> session(sessions, client).disconnect());
    }
  }

  private static AuthTokenResult admission(Map<?, ?> auth) {
    Object token = auth.get("token");
    if (token == null) {
      return new AuthTokenResult(false, Map.of("message", "Authentication required"));
    } else if (token.equals("wrong")) {
      Map<String, Object> data = Map.of("code", "signature", "attempts", 1);
      return new AuthTokenResult(false, Map.of("message", "Invalid token", "data", data));
    }
    return AuthTokenResult.AuthTokenResultSuccess;
  }

  /** What an event of a client does. */
  private interface Listener {
    void on(SocketIOClient client, List<Object> arguments, AckRequest ack);
  }

  private static void on(Namespace namespace, String event, Listener listener) {
    MultiTypeEventListener library =
        (client, arguments, ack) -> listener.on(client, arguments.getArgs(), ack);
    namespace.addMultiTypeEventListener(event, library, Object.class);
  }

  private static Session session(Sessions sessions, SocketIOClient client) {
    Session session = sessions.session(client.getSessionId());
    if (session == null) {
      throw new AssertionError("a client without a session");
    }
    return session;
  }

  private static void ask(
      Sessions sessions, SocketIOClient client, String namespace, List<Object> arguments) {
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
      Sessions sessions, SocketIOClient client, String namespace, List<Object> arguments) {
    for (int i = 0; i < (Integer) arguments.get(0); i++) {
      send(sessions, client, namespace, "tick", List.of(i));
    }
  }

  private static void send(
      Sessions sessions,
      SocketIOClient client,
      String namespace,
      String event,
      List<Object> arguments) {
    Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
    packet.setSubType(PacketType.EVENT);
    packet.setNsp(namespace);
    packet.setName(event);
    packet.setData(arguments);
    session(sessions, client).send(packet);
  }

  @Override
  public void close() {
    server.close();
  }
}
