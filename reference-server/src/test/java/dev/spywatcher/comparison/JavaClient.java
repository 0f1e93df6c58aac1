package dev.spywatcher.comparison;

import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The official Java client. Thread-safe. */
final class JavaClient implements Client {

  // The library's own is shared by all of the process too, and lets five polls go at a time.
  private static final OkHttpClient HTTP = http();

  private final Map<String, Socket> sockets = new ConcurrentHashMap<>();
  private final Manager manager;
  private final Watcher watcher;

  JavaClient(int port, Transport transport, Setup setup, Watcher watcher) {
    this.watcher = watcher;
    IO.Options options = new IO.Options();
    options.transports = transport.names().toArray(String[]::new);
    options.reconnectionDelay = setup.reconnectionDelay().toMillis();
    options.reconnectionDelayMax = setup.reconnectionDelay().toMillis();
    options.callFactory = HTTP;
    options.webSocketFactory = HTTP;
    manager = new Manager(URI.create("http://127.0.0.1:" + port), options);
    manager.on(Manager.EVENT_OPEN, arguments -> opened(transport));
  }

  private static OkHttpClient http() {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "java client");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(1_000);
    dispatcher.setMaxRequestsPerHost(1_000);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .readTimeout(1, TimeUnit.MINUTES)
        .build();
  }

  private void opened(Transport transport) {
    watcher.transport(transport.names().get(0));
    Objects.requireNonNull(engine())
        .once(
            io.socket.engineio.client.Socket.EVENT_UPGRADE,
            arguments ->
                watcher.transport(((io.socket.engineio.client.Transport) arguments[0]).name));
  }

  /** The connection below, which the client shows to nobody. */
  private io.socket.engineio.client.@Nullable Socket engine() {
    return (io.socket.engineio.client.Socket) field(Manager.class, manager, "engine");
  }

  private static @Nullable Object field(Class<?> type, Object of, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether the client has given up its connection, which still waits for something, such as an
   * upgrade, before it closes: whoever connects meanwhile is told of that end as if it were its
   * own.
   */
  private boolean isClosing() {
    io.socket.engineio.client.Socket engine = engine();
    return engine != null
        && String.valueOf(field(Manager.class, manager, "readyState")).equalsIgnoreCase("closed")
        && !String.valueOf(field(io.socket.engineio.client.Socket.class, engine, "readyState"))
            .equalsIgnoreCase("closed");
  }

  @Override
  public void prepare(String namespace, Map<String, String> auth) {
    IO.Options options = new IO.Options();
    options.auth = auth;
    Socket socket = manager.socket(namespace, options);
    sockets.put(namespace, socket);
    socket.on(Socket.EVENT_CONNECT, arguments -> watcher.connected(namespace));
    socket.on(
        Socket.EVENT_DISCONNECT,
        arguments -> watcher.disconnected(namespace, String.valueOf(arguments[0])));
    socket.on(Socket.EVENT_CONNECT_ERROR, arguments -> refused(namespace, arguments[0]));
    socket.onAnyIncoming(arguments -> event(namespace, arguments));
  }

  private void refused(String namespace, Object error) {
    if (error instanceof JSONObject refusal) {
      watcher.refused(
          namespace,
          String.valueOf(refusal.opt("message")),
          Payload.fromClient(refusal.opt("data")));
    } else {
      watcher.refused(namespace, String.valueOf(((Exception) error).getMessage()), null);
    }
  }

  private void event(String namespace, Object... all) {
    boolean asked = all[all.length - 1] instanceof Ack;
    Object[] arguments = Arrays.copyOfRange(all, 1, asked ? all.length - 1 : all.length);
    watcher.event(namespace, String.valueOf(all[0]), plain(arguments), asked);
    if (asked) {
      ((Ack) all[all.length - 1]).call(arguments);
    }
  }

  private static List<@Nullable Object> plain(Object... arguments) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object argument : arguments) {
      plain.add(Payload.fromClient(argument));
    }
    return plain;
  }

  private Socket socket(String namespace) {
    Socket socket = sockets.get(namespace);
    if (socket == null) {
      throw new IllegalStateException(namespace + ": not prepared");
    }
    return socket;
  }

  @Override
  public void connect(String namespace) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !isClosing());
    socket(namespace).connect();
  }

  @Override
  public void disconnect(String namespace) {
    socket(namespace).disconnect();
  }

  @Override
  public void emit(String namespace, String event, List<? extends @Nullable Object> arguments) {
    socket(namespace).emit(event, arguments.stream().map(Payload::toClient).toArray());
  }

  @Override
  public void ask(
      String namespace, String label, String event, List<? extends @Nullable Object> arguments) {
    Ack ack = answer -> watcher.acknowledged(namespace, label, plain(answer));
    socket(namespace).emit(event, arguments.stream().map(Payload::toClient).toArray(), ack);
  }

  @Override
  public void raw(Object message) {
    if (message instanceof byte[] bytes) {
      Objects.requireNonNull(engine()).send(bytes);
    } else {
      Objects.requireNonNull(engine()).send((String) message);
    }
  }

  @Override
  public void close() {
    manager.reconnection(false);
    sockets.values().forEach(Socket::disconnect);
  }
}
