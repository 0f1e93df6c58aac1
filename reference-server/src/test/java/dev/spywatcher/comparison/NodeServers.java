package dev.spywatcher.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Plain Socket.IO servers, all in one Node program. Thread-safe. */
final class NodeServers implements Server.Kind, AutoCloseable {

  private final Map<Integer, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final NodeProgram program;

  NodeServers(Path folder, Path errors) throws IOException {
    program =
        new NodeProgram(
            folder,
            "compare-server.mjs",
            errors,
            report -> {
              CompletableFuture<Map<String, Object>> answer = answers.remove(report.get("id"));
              if (answer != null) {
                answer.complete(report);
              }
            });
  }

  private Map<String, Object> call(int id, Map<String, ?> command) {
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    program.send(command);
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public Server start(Setup setup) {
    int id = ids.incrementAndGet();
    Map<String, ?> start =
        Map.of(
            "command", "start",
            "id", id,
            "pingInterval", setup.pingInterval().toMillis(),
            "pingTimeout", setup.pingTimeout().toMillis(),
            "maxPayload", setup.maxPayload());
    int port = (Integer) call(id, start).getOrDefault("port", 0);
    return new Server() {
      private boolean stopped;

      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        if (!stopped) {
          stopped = true;
          call(id, Map.of("command", "stop", "id", id));
        }
      }
    };
  }

  @Override
  public void close() {
    program.close();
  }
}
