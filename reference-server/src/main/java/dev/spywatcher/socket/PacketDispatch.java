package dev.spywatcher.socket;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.corundumstudio.socketio.transport.NamespaceClient;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what a packet asks for. Replaces the library's packet handler, for which authentication is
 * no gate: here nothing of a namespace is processed before it has let the client in, whatever came
 * before (AUTH-5), and a payload-less CONNECT is checked like any other. Stateless, thread-safe.
 */
final class PacketDispatch {

  /** What a client of a rejected connection gets to read its rejection. */
  private static final long REJECTION_MILLIS = 200;

  /** The answer to a ping. */
  private static final String PONG = "3";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final NamespacesHub namespaces;
  private final Supplier<Conduct> conduct;

  PacketDispatch(NamespacesHub namespaces, Supplier<Conduct> conduct) {
    this.conduct = conduct;
    this.namespaces = namespaces;
  }

  /** A text packet has come in; whether it was well-formed. */
  boolean text(Session session, String text) {
    if (text.equals(PONG) && !conduct.get().hearsPongs()) {
      return true;
    }
    session.heard();
    try {
      if (session.attachments() != null) {
        throw new MalformedPacketException("a text packet came where a binary part was due");
      }
      handle(session, PacketParser.parse(text));
      return true;
    } catch (MalformedPacketException e) {
      return text.startsWith("4")
          ? malformedMessage(session, e.getMessage())
          : malformed(session, e.getMessage());
    }
  }

  /**
   * A packet has come in on a websocket that is only tried; whether it is one of the two that may
   * (Engine.IO 4, "Upgrade").
   */
  boolean probe(Session session, String text) {
    session.heard();
    switch (text) {
      case "2probe" -> session.probed();
      case "5" -> session.upgrade();
      default -> {
        session.refused("upgrade", "neither a probe nor an upgrade came; the websocket is closed");
        return false;
      }
    }
    return true;
  }

  /** A binary part has come in; whether it was expected. */
  boolean binary(Session session, byte[] part) {
    session.heard();
    try {
      Attachments awaited = session.attachments();
      if (awaited == null) {
        throw new MalformedPacketException("a binary part came that no packet announced");
      }
      EnginePacket.Message whole = awaited.add(part);
      if (whole != null) {
        session.attachments(null);
        handleMessage(session, whole);
      }
      return true;
    } catch (MalformedPacketException e) {
      return malformedMessage(session, e.getMessage());
    }
  }

  /** A packet was none: ends the session (CONN-10). Always {@code false}. */
  boolean malformed(Session session, @Nullable String reason) {
    if (!conduct.get().closesMalformed(session)) {
      return true;
    }
    session.refused("refused packet", reason + "; the connection is closed");
    session.close(CloseReason.PROTOCOL_ERROR);
    return false;
  }

  /**
   * A packet was well-formed to Engine.IO, but not to Socket.IO: ends the session as any other
   * close does (CONN-10). Always {@code true}: the request that brought it was in order.
   */
  private boolean malformedMessage(Session session, @Nullable String reason) {
    if (conduct.get().closesMalformed(session)) {
      session.refused("refused packet", reason + "; the connection is closed");
      session.closeAfterLastPackets(CloseReason.PROTOCOL_ERROR);
    }
    return true;
  }

  private void handle(Session session, EnginePacket packet) throws MalformedPacketException {
    if (packet instanceof EnginePacket.Message message) {
      handleMessage(session, message);
    } else if (packet instanceof EnginePacket.Close) {
      session.closedByClient();
    } else if (packet instanceof EnginePacket.Probe || packet instanceof EnginePacket.Upgrade) {
      throw new MalformedPacketException("an upgrade came on a transport that is in use");
    } else {
      // There is nothing to do for a pong, but a flood of them is a flood (LIM-3).
      session.mayEmit();
    }
  }

  private void handleMessage(Session session, EnginePacket.Message message)
      throws MalformedPacketException {
    if (message instanceof EnginePacket.Announced announced) {
      session.attachments(new Attachments(announced));
      return;
    }
    if (!session.mayEmit()) {
      return;
    }
    if (message instanceof EnginePacket.Connect connect) {
      connect(session, connect);
      return;
    }
    NamespaceClient client = session.client(message.namespace());
    if (client == null) {
      // Not let in, or not any more (Socket.IO 5, "Connection to a namespace").
      session.refused("packet", "its namespace was not connected to; the connection is closed");
      session.closeAfterLastPackets(CloseReason.PROTOCOL_ERROR);
    } else if (message instanceof EnginePacket.Event event) {
      if (conduct.get().takes(session, event.name())) {
        event(session, client, event);
      }
    } else if (message instanceof EnginePacket.Ack ack) {
      client.getBaseClient().getAckManager().onAck(client, acknowledgement(ack));
    } else if (message instanceof EnginePacket.Disconnect) {
      disconnect(session, message.namespace());
    }
  }

  private void connect(Session session, EnginePacket.Connect connect)
      throws MalformedPacketException {
    String name = connect.namespace();
    if (session.client(name) != null) {
      throw new MalformedPacketException("a second CONNECT came for the same namespace");
    }
    Namespace namespace = namespaces.get(name);
    if (namespace == null) {
      session.refused("refused connect", "there is no such namespace; connect to the main one");
      session.send(PacketsOut.connectError(name, Map.of("message", "Invalid namespace")));
      return;
    }
    NamespaceClient known = session.head().getChildClient(namespace);
    NamespaceClient client = known == null ? session.head().addNamespaceClient(namespace) : known;
    Object auth = connect.auth() == null ? Map.of() : connect.auth();
    if (conduct.get().looksIntoQuery() && auth.equals(Map.of())) {
      String token = client.getHandshakeData().getSingleUrlParam("token");
      auth = token == null ? auth : Map.of("token", token);
    }
    AuthTokenResult result = namespace.onAuthData(client, auth);
    if (result.isSuccess()) {
      session.connected(
          name,
          client,
          () -> {
            session.send(PacketsOut.connected(name, socketId()));
            namespace.addClient(client);
            namespace.onConnect(client);
          });
    } else {
      rejected(session, name, client, result.getErrorData());
    }
    if (!session.head().isConnected()) {
      // The session was closed on another loop meanwhile, which has seen nothing of this client.
      namespace.onDisconnect(client);
    }
  }

  private void rejected(Session session, String name, NamespaceClient client, Object errorData) {
    Namespace namespace = client.getNamespace();
    Packet error = PacketsOut.connectError(name, errorData);
    if (!conduct.get().endsRejected()) {
      session.send(error);
      session.connected(name, client, () -> namespace.onConnect(client));
      return;
    }
    namespace.onDisconnect(client);
    long delay = conduct.get().rejectionDelay().toMillis();
    session.sendLater(error, delay);
    session.closeUnlessConnected(delay + REJECTION_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void event(Session session, NamespaceClient client, EnginePacket.Event event) {
    client
        .getNamespace()
        .onEvent(client, event.name(), event.arguments(), new EventAck(session, client, event));
  }

  private static Packet acknowledgement(EnginePacket.Ack ack) {
    Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
    packet.setSubType(PacketType.ACK);
    packet.setAckId(ack.ackId());
    packet.setData(ack.arguments());
    return packet;
  }

  private void disconnect(Session session, String name) {
    NamespaceClient client = session.disconnected(name);
    Namespace namespace = namespaces.get(name);
    if (client != null && namespace != null) {
      namespace.onDisconnect(client);
    }
  }

  /** The id that the client sees; another than the sid, which is all that a session takes over. */
  private static String socketId() {
    byte[] bytes = new byte[15];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
