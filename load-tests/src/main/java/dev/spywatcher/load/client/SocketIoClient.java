package dev.spywatcher.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client of one server, through all its connections. Everything happens on its event loop,
 * which is also where it must be called.
 */
public final class SocketIoClient {

  /** Why it is disconnected when the server has said so; it does not come back then by itself. */
  public static final String TOLD_TO_LEAVE = "io server disconnect";

  /** Who is told what happens; on the client's event loop. */
  public interface Listener {
    /** It is connected, for the first time or again. */
    void connected();

    /**
     * An attempt to connect has failed.
     *
     * @param lasting whether the server has said no, after which the client does not try again
     */
    void connectError(String reason, boolean lasting);

    /** An event was pushed. */
    void event(Packet packet);

    /** It was connected and is no longer; the reason in the words of the official client. */
    void disconnected(String reason);
  }

  private enum State {
    CLOSED,
    OPENING,
    CONNECTING,
    CONNECTED
  }

  private final EventLoop loop;
  private final ClientOptions options;
  private final Listener listener;
  private final Map<Integer, Consumer<JsonNode>> acks = new HashMap<>();
  private State state = State.CLOSED;
  private @Nullable Transport transport;
  private @Nullable ScheduledFuture<?> patience;
  private @Nullable ScheduledFuture<?> comeback;
  private long heartbeatMillis;
  private int nextAck;
  private int attempts;

  /** A client that has not connected yet. */
  public SocketIoClient(EventLoop loop, ClientOptions options, Listener listener) {
    this.loop = loop;
    this.options = options;
    this.listener = listener;
  }

  /** Where it connects, and how. */
  public ClientOptions options() {
    return options;
  }

  /** Whether the server has let it in and it is still there. */
  public boolean connected() {
    return state == State.CONNECTED;
  }

  /** Connects, unless it is connected or connecting. */
  public void connect() {
    if (state != State.CLOSED) {
      return;
    }
    cancelComeback();
    state = State.OPENING;
    Transport.Sink sink =
        new Transport.Sink() {
          @Override
          public void packet(String packet) {
            received(packet);
          }

          @Override
          public void ended(String reason) {
            lost(reason);
          }
        };
    Transport opening =
        options.transport() == TransportKind.POLLING
            ? new PollingTransport(loop, options, sink)
            : new WebSocketTransport(loop, options, sink);
    transport = opening;
    opening.open();
  }

  /**
   * Sends an event.
   *
   * @param arguments anything that Jackson writes
   * @param ack told the server's answer; {@code null} asks for none
   * @return whether it could be sent
   */
  public boolean emit(String event, List<?> arguments, @Nullable Consumer<JsonNode> ack) {
    Transport open = transport;
    if (state != State.CONNECTED || open == null) {
      return false;
    }
    String id = "";
    if (ack != null) {
      acks.put(nextAck, ack);
      id = Integer.toString(nextAck++);
    }
    var array = Packet.JSON.createArrayNode().add(event);
    arguments.forEach(argument -> array.add(Packet.JSON.<JsonNode>valueToTree(argument)));
    open.send("42" + id + array);
    return true;
  }

  /** Leaves for good; not told to the listener. */
  public void close() {
    cancelComeback();
    Transport open = transport;
    if (open != null) {
      if (state == State.CONNECTED) {
        open.send("41");
      }
      transport = null;
      open.leave();
    }
    drop();
  }

  /** Gives up the connection without a word, as when a cable is pulled, and does not come back. */
  public void vanish() {
    cancelComeback();
    drop();
  }

  private void drop() {
    state = State.CLOSED;
    acks.clear();
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
    Transport open = transport;
    transport = null;
    if (open != null) {
      open.close();
    }
  }

  private void cancelComeback() {
    if (comeback != null) {
      comeback.cancel(false);
      comeback = null;
    }
  }

  /** Connects after the wait that an attempt to come back has. */
  public void connectLater() {
    if (state == State.CLOSED && comeback == null) {
      Duration wait = options.reconnection().before(attempts++, ThreadLocalRandom.current());
      comeback = loop.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void received(String packet) {
    if (packet.isEmpty() || transport == null) {
      return;
    }
    try {
      switch (packet.charAt(0)) {
        case '0' -> opened(packet.substring(1));
        case '1' -> lost("transport close");
        case '2' -> pinged(packet);
        case '4' -> message(packet);
        default -> {}
      }
    } catch (IOException e) {
      lost("parse error");
    }
  }

  private void opened(String handshake) throws IOException {
    JsonNode times = Packet.JSON.readTree(handshake);
    heartbeatMillis = times.path("pingInterval").asLong() + times.path("pingTimeout").asLong();
    attempts = 0;
    state = State.CONNECTING;
    listen();
    ObjectNode auth = Packet.JSON.createObjectNode();
    String token = options.token();
    send(token == null ? "40" : "40" + auth.put("token", token));
  }

  private void send(String packet) {
    if (transport != null) {
      transport.send(packet);
    }
  }

  private void pinged(String packet) {
    send("3" + packet.substring(1));
    listen();
  }

  /** A server that sends no heartbeat in time is gone (Engine.IO 4, "Heartbeat"). */
  private void listen() {
    if (patience != null) {
      patience.cancel(false);
    }
    patience = loop.schedule(() -> lost("ping timeout"), heartbeatMillis, TimeUnit.MILLISECONDS);
  }

  private void message(String packet) throws IOException {
    if (packet.length() < 2) {
      throw new IOException("a message without a type");
    }
    switch (packet.charAt(1)) {
      case '0' -> {
        state = State.CONNECTED;
        listener.connected();
      }
      case '1' -> serverDisconnect();
      case '2' -> {
        int array = packet.indexOf('[');
        listener.event(
            Packet.parse(packet.substring(Math.max(array, 0)), System.currentTimeMillis()));
      }
      case '3' -> acknowledged(packet);
      case '4' -> {
        String reason = Packet.JSON.readTree(packet.substring(2)).path("message").asText();
        drop();
        listener.connectError(reason, true);
      }
      default -> throw new IOException("a type of message that the API does not use");
    }
  }

  private void acknowledged(String packet) throws IOException {
    int array = packet.indexOf('[');
    if (array < 3) {
      throw new IOException("an acknowledgement without an id");
    }
    try {
      Consumer<JsonNode> ack = acks.remove(Integer.parseInt(packet.substring(2, array)));
      if (ack != null) {
        ack.accept(Packet.JSON.readTree(packet.substring(array)).path(0));
      }
    } catch (NumberFormatException e) {
      throw new IOException("an acknowledgement's id is no number", e);
    }
  }

  private void serverDisconnect() {
    drop();
    listener.disconnected(TOLD_TO_LEAVE);
  }

  private void lost(String reason) {
    boolean wasConnected = state == State.CONNECTED;
    drop();
    if (wasConnected) {
      listener.disconnected(reason);
    } else {
      listener.connectError(reason, false);
    }
    if (options.reconnection().enabled()) {
      connectLater();
    }
  }
}
