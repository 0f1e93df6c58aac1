package dev.spywatcher.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The official JavaScript client, all of them in one Node program. Thread-safe. */
final class JavaScriptClients implements Client.Kind, AutoCloseable {

  private final Map<Integer, Client.Watcher> watchers = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final NodeProgram program;

  JavaScriptClients(Path folder, Path errors) throws IOException {
    program = new NodeProgram(folder, "compare-client.mjs", errors, this::report);
  }

  private void report(Map<String, Object> report) {
    Client.Watcher watcher = watchers.get((Integer) report.get("client"));
    if (watcher == null) {
      return;
    }
    String namespace = text(report, "namespace");
    switch (text(report, "what")) {
      case "connect" -> watcher.connected(namespace);
      case "disconnect" -> watcher.disconnected(namespace, text(report, "reason"));
      case "connect_error" ->
          watcher.refused(namespace, text(report, "message"), Payload.fromNode(report.get("data")));
      case "event" ->
          watcher.event(
              namespace,
              text(report, "name"),
              arguments(report),
              Boolean.TRUE.equals(report.get("asked")));
      case "ack" -> watcher.acknowledged(namespace, text(report, "name"), arguments(report));
      case "transport" -> watcher.transport(text(report, "name"));
      default -> throw new IllegalStateException(report.toString());
    }
  }

  private static String text(Map<String, Object> report, String key) {
    return (String) report.getOrDefault(key, "");
  }

  private static List<? extends @Nullable Object> arguments(Map<String, Object> report) {
    List<@Nullable Object> arguments = new ArrayList<>();
    ((List<?>) report.getOrDefault("args", List.of()))
        .forEach(argument -> arguments.add(Payload.fromNode(argument)));
    return arguments;
  }

  @Override
  public Client open(int port, Transport transport, Setup setup, Client.Watcher watcher) {
    int id = ids.incrementAndGet();
    watchers.put(id, watcher);
    return new Client() {
      private void send(String command, String namespace, Map<String, ?> parameters) {
        Map<String, Object> line = new HashMap<>(parameters);
        line.put("command", command);
        line.put("client", id);
        line.put("namespace", namespace);
        program.send(line);
      }

      @Override
      public void prepare(String namespace, Map<String, String> auth) {
        send(
            "open",
            namespace,
            Map.of(
                "url",
                "http://127.0.0.1:" + port,
                "auth",
                auth,
                "transports",
                transport.names(),
                "reconnectionDelay",
                setup.reconnectionDelay().toMillis()));
      }

      @Override
      public void connect(String namespace) {
        send("connect", namespace, Map.of());
      }

      @Override
      public void disconnect(String namespace) {
        send("disconnect", namespace, Map.of());
      }

      @Override
      public void emit(String namespace, String event, List<? extends @Nullable Object> arguments) {
        ask(namespace, "", event, arguments);
      }

      @Override
      public void ask(
          String namespace,
          String label,
          String event,
          List<? extends @Nullable Object> arguments) {
        Object args = Payload.toNode(arguments);
        send("emit", namespace, Map.of("name", event, "args", args, "label", label));
      }

      @Override
      public void raw(Object message) {
        send("raw", "/", Map.of("data", Payload.toNode(message)));
      }

      @Override
      public void close() {
        watchers.remove(id);
        send("close", "/", Map.of());
      }
    };
  }

  @Override
  public void close() {
    program.close();
  }
}
