package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.abuse.LogWatch;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server that is fuzzed, with clients on it that must be served all the time, and with an eye on
 * its log. On close, nothing may be left of what the fuzzing opened.
 */
final class Canary implements AutoCloseable {

  /** How many trials go by until the clients are looked after. */
  static final int SONG = 20;

  /** Connections are dealt out to the event loops in turn: with so many, each loop has one. */
  private static final int CLIENTS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final LogWatch log = LogWatch.begin();
  private final RunningServer server = RunningServer.start();
  private final Set<String> threads = server.innards().threads();
  private final List<WebSocketClient> clients;
  private int trials;

  Canary() {
    server.guild("g", "u");
    clients =
        Stream.generate(() -> WebSocketClient.connect(server, "u").subscribe("g"))
            .limit(CLIENTS)
            .toList();
  }

  RunningServer server() {
    return server;
  }

  /** Looks at the log, and after the clients every so often. */
  void sing() {
    if (++trials % SONG == 0) {
      assertServed();
    }
    assertThat(log.faultsOn(threads)).isEmpty();
  }

  private void assertServed() {
    server.message("g", "u");
    for (WebSocketClient client : clients) {
      assertThat(client.packet()).startsWith("42[\"message:new\"");
    }
  }

  @Override
  public void close() {
    try (log;
        server) {
      assertServed();
      clients.forEach(WebSocketClient::close);
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> {
                server.endSessionsThatNobodyHas();
                assertThat(server.innards().clients())
                    .allSatisfy((what, count) -> assertThat(count).as(what).isZero());
              });
      for (int i = 0; i < 3; i++) {
        System.gc();
        // The leak detector looks through its garbage whenever a buffer is made.
        ByteBufAllocator.DEFAULT.buffer().release();
        ByteBufAllocator.DEFAULT.heapBuffer().release();
      }
      assertThat(log.faultsOn(threads)).isEmpty();
    }
  }
}
