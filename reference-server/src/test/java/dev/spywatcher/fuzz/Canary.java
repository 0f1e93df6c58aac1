package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.abuse.LogWatch;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/**
 * A server that is fuzzed, with a client on it that must be served all the time, and with an eye on
 * its log. On close, nothing may be left of what the fuzzing opened.
 */
final class Canary implements AutoCloseable {

  private final LogWatch log = LogWatch.begin();
  private final RunningServer server = RunningServer.start();
  private final WebSocketClient client;
  private int trials;

  Canary() {
    server.guild("g", "u");
    client = WebSocketClient.connect(server, "u").subscribe("g");
  }

  RunningServer server() {
    return server;
  }

  /** Looks after the client every so often. */
  void sing() {
    if (++trials % 100 == 0) {
      assertServed();
    }
  }

  private void assertServed() {
    server.message("g", "u");
    assertThat(client.packet()).startsWith("42[\"message:new\"");
    assertThat(log.faults()).isEmpty();
  }

  @Override
  public void close() {
    try (log;
        server) {
      assertServed();
      client.close();
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
      assertThat(log.faults()).isEmpty();
    }
  }
}
