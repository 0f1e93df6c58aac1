package dev.spywatcher.comparison;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server, one client and the wire between them, with the words that a script is written in. A
 * word that names no namespace means the main one.
 */
final class Stage implements Client.Watcher, AutoCloseable {

  private static final String MAIN = "/";
  private static final Map<String, String> TOKEN = Map.of("token", "right");

  private final Transcript transcript = new Transcript();
  private final Server.Kind kind;
  private final Setup setup;
  private final Transport transport;
  private final Wire wire;
  private final Client client;
  private Server server;
  private volatile String current = "";

  Stage(Server.Kind kind, Client.Kind clients, Transport transport, Setup setup)
      throws IOException {
    this.kind = kind;
    this.setup = setup;
    this.transport = transport;
    server = kind.start(setup);
    wire = new Wire(server.port());
    client = clients.open(wire.port(), transport, setup, this);
  }

  /** Plays a script to its end, or to where it cannot go on; what is told of it. */
  List<String> play(Case.Script script) {
    try {
      script.play(this);
      transcript.settle();
    } catch (Transcript.ScriptEnded e) {
      // The transcript says so.
    }
    return transcript.normalised();
  }

  // What happens to the client

  @Override
  public void connected(String namespace) {
    transcript.add("connect" + in(namespace));
  }

  @Override
  public void disconnected(String namespace, String reason) {
    // Here, and not by a script: the client may be back before a script has read of it.
    wire.repair();
    transcript.add("disconnect" + in(namespace) + ": " + reason);
  }

  @Override
  public void refused(String namespace, String message, @Nullable Object data) {
    String more = data == null ? "" : " " + Payload.text(List.of(data));
    transcript.add("connect_error" + in(namespace) + ": " + message + more);
  }

  @Override
  public void event(
      String namespace, String name, List<? extends @Nullable Object> arguments, boolean asked) {
    String more = asked ? " asks for an answer" : "";
    transcript.add("event " + name + in(namespace) + " " + Payload.text(arguments) + more);
  }

  @Override
  public void acknowledged(
      String namespace, String label, List<? extends @Nullable Object> arguments) {
    transcript.add("ack " + label + in(namespace) + " " + Payload.text(arguments));
  }

  @Override
  public void transport(String name) {
    current = name;
  }

  private static String in(String namespace) {
    return namespace.equals(MAIN) ? "" : " in " + namespace;
  }

  // What the client does

  /** Connects with a good token, and waits for it, and for the upgrade where there is one. */
  void connect() {
    prepare(TOKEN);
    connectAgain();
  }

  void connectTo(String namespace) {
    client.prepare(namespace, TOKEN);
    client.connect(namespace);
  }

  /** Makes the client without connecting it. */
  void prepare(Map<String, String> auth) {
    client.prepare(MAIN, auth);
  }

  /** Connects, and waits for nothing. */
  void begin() {
    client.connect(MAIN);
  }

  /** Connects a client that is there already. */
  void connectAgain() {
    begin();
    awaitConnect();
  }

  /** Waits for a connection, the first or one that the client makes by itself. */
  void awaitConnect() {
    transcript.await("connect");
    awaitUpgrade();
  }

  void awaitUpgrade() {
    transcript.until("the transport " + transport.last(), () -> current.equals(transport.last()));
  }

  void disconnect() {
    client.disconnect(MAIN);
  }

  void disconnectFrom(String namespace) {
    client.disconnect(namespace);
  }

  void emit(String event, @Nullable Object... arguments) {
    client.emit(MAIN, event, Arrays.asList(arguments));
  }

  void emitTo(String namespace, String event, @Nullable Object... arguments) {
    client.emit(namespace, event, Arrays.asList(arguments));
  }

  /** Emits with an acknowledgement, shown as {@code ack label}. */
  void ask(String label, String event, @Nullable Object... arguments) {
    client.ask(MAIN, label, event, Arrays.asList(arguments));
  }

  /** Sends a message that Socket.IO's grammar need not allow. */
  void raw(Object message) {
    client.raw(message);
  }

  // What the script waits for and notes

  /** Waits for a line of the transcript that begins so, after the last that was waited for. */
  void await(String beginning) {
    transcript.await(beginning);
  }

  /** Waits until nothing happens any more. */
  void settle() {
    transcript.settle();
  }

  /** Waits for either line; whether it was the first. */
  boolean awaitEither(String one, String other) {
    return transcript.awaitEither(one, other);
  }

  /** Notes which transport the client is on. */
  void noteTransport() {
    transcript.add("on " + current);
  }

  // What befalls the server and the wire

  void stopServer() {
    server.close();
  }

  /** Starts another server where the client expects it. */
  void startServer() {
    server = kind.start(setup);
    wire.leadTo(server.port());
  }

  Wire wire() {
    return wire;
  }

  @Override
  public void close() throws IOException {
    client.close();
    wire.close();
    server.close();
  }
}
