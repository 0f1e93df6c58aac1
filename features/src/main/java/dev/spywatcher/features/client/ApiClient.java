package dev.spywatcher.features.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.features.network.Line;
import dev.spywatcher.features.network.Packet;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.thread.EventThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.json.JSONArray;
import org.jspecify.annotations.Nullable;

/**
 * A standard Socket.IO client of the API, which keeps what it received. Its own connection is a
 * story too: {@code open}, {@code connect {sid}}, {@code disconnect {reason}} and {@code
 * connect_error {message}} are collected apart from the events.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Collector events;
  private final Collector connection;
  private final Queue<Packet> wire = new ConcurrentLinkedQueue<>();
  private final Line line;
  private final Socket socket;
  private volatile io.socket.engineio.client.@Nullable Transport transport;
  private volatile boolean upgraded;

  /** A client that will connect to the target from the place given. */
  public ApiClient(
      String name, Target target, Place place, Transport transport, Credentials credentials) {
    this.name = name;
    this.line = Line.to(target, place);
    this.events = new Collector(name);
    this.connection = new Collector(name + "'s connection");
    this.socket = IO.socket(target.url(), options(transport, credentials));
    socket.onAnyIncoming(this::received);
    socket.on(Socket.EVENT_CONNECT, args -> changed("connect", "sid", socket.id()));
    socket.on(Socket.EVENT_DISCONNECT, args -> changed("disconnect", "reason", args[0]));
    socket.on(Socket.EVENT_CONNECT_ERROR, this::refused);
    socket
        .io()
        .on(Manager.EVENT_OPEN, args -> changed("open", "uri", String.valueOf(target.url())));
    socket.io().on(Manager.EVENT_TRANSPORT, args -> watch(args[0]));
  }

  private IO.Options options(Transport transport, Credentials credentials) {
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.transports = transport.names();
    options.upgrade = transport == Transport.UPGRADE;
    options.callFactory = line.http();
    options.webSocketFactory = line.http();
    options.reconnectionDelay = 100;
    options.reconnectionDelayMax = 500;
    options.timeout = PATIENCE.toMillis();
    options.auth = asDeclared(credentials.auth());
    options.query = credentials.query();
    options.extraHeaders = new HashMap<>();
    credentials
        .headers()
        .forEach((header, value) -> options.extraHeaders.put(header, List.of(value)));
    return options;
  }

  /** The client declares texts, and sends any JSON value just as well. */
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, String> asDeclared(@Nullable Map<String, Object> auth) {
    return (Map<String, String>) (Map<String, ?>) auth;
  }

  /** Starts to connect. */
  public void connect() {
    socket.connect();
  }

  /** Waits until the service has accepted the client, and gives the session id. */
  public String awaitConnected() {
    return connection.await(Expectation.of("connect"), PATIENCE).payload().path("sid").asText();
  }

  public Received awaitRejected(Duration deadline) {
    return connection.await(Expectation.of("connect_error"), deadline);
  }

  public Received awaitDisconnected(Duration deadline) {
    return connection.await(Expectation.of("disconnect"), deadline);
  }

  public void emit(String event, @Nullable Object... arguments) {
    noteSent(event, arguments);
    socket.emit(event, arguments);
  }

  /** Emits and asks for an acknowledgement. */
  public CompletableFuture<JsonNode> request(String event, @Nullable Object... arguments) {
    noteSent(event, arguments);
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    Ack ack = values -> answer.complete(Json.of(values.length == 0 ? null : values[0]));
    socket.emit(event, arguments, ack);
    return answer;
  }

  /** Ends the connection as a user does who logs off. */
  public void disconnect() {
    socket.disconnect();
  }

  /** Tears the network line: both ends lose each other. The client will try again by itself. */
  public void cutLine() {
    line.cut();
  }

  /** Closes the transport below the client, who takes it for a lost connection. */
  public void closeTransport() {
    EventThread.exec(
        () -> {
          io.socket.engineio.client.Transport current = transport;
          if (current != null) {
            current.close();
          }
        });
  }

  public void holdUpgrade() {
    line.holdUpgrade();
  }

  public void letUpgradeThrough() {
    line.letUpgradeThrough();
  }

  /** Whether a packet came by websocket after the connection was opened by polling. */
  public boolean upgraded() {
    return upgraded;
  }

  public boolean connected() {
    return socket.connected();
  }

  public String name() {
    return name;
  }

  /** The events of the service. */
  public Collector events() {
    return events;
  }

  /** The changes of the connection. */
  public Collector connection() {
    return connection;
  }

  /** The raw text of every message that came in, before any reading of it. */
  public List<String> wire() {
    return wire.stream().filter(Packet::isReceived).map(Packet::text).toList();
  }

  /** What was sent and received, and the changes of the connection, for a report. */
  public String traffic() {
    List<Packet> all = new ArrayList<>(wire);
    connection.all().stream().map(Received::asPacket).forEach(all::add);
    return Packet.listed("Packets of " + name, all);
  }

  @Override
  public void close() {
    socket.io().reconnection(false);
    socket.disconnect();
    line.close();
  }

  private void noteSent(String event, @Nullable Object... arguments) {
    JSONArray list = new JSONArray().put(event);
    for (Object argument : arguments) {
      list.put(argument);
    }
    wire.add(Packet.sent("2" + list));
  }

  private void received(Object... arguments) {
    List<JsonNode> payloads = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      payloads.add(Json.of(arguments[i]));
    }
    events.add(Received.now(String.valueOf(arguments[0]), payloads));
  }

  private void refused(Object... arguments) {
    if (arguments[0] instanceof Exception failure) {
      changed("transport failure", "cause", failure + " " + failure.getCause());
    } else {
      connection.add(Received.now("connect_error", List.of(Json.of(arguments[0]))));
    }
  }

  private void changed(String change, String key, Object value) {
    connection.add(Received.now(change, List.of(Json.of(Map.of(key, value)))));
  }

  private void watch(Object opened) {
    io.socket.engineio.client.Transport next = (io.socket.engineio.client.Transport) opened;
    boolean probe = next.query.containsKey("sid");
    if (!probe) {
      transport = next;
    }
    next.on(
        io.socket.engineio.client.Transport.EVENT_PACKET,
        arguments -> {
          io.socket.engineio.parser.Packet<?> packet =
              (io.socket.engineio.parser.Packet<?>) arguments[0];
          if (io.socket.engineio.parser.Packet.MESSAGE.equals(packet.type)) {
            wire.add(Packet.received(String.valueOf(packet.data)));
            if (probe) {
              transport = next;
              upgraded = true;
            }
          }
        });
  }
}
