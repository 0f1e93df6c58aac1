package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left of a server that was stopped: nothing (CONN-12). */
@Isolated("it counts the threads of the JVM")
class ShutdownTracesTest {

  @Test
  void thePortIsFreeAndTheThreadsAreGone() throws IOException {
    Set<Long> before = threads();
    RunningServer server = RunningServer.start();
    WebSocketClient client = WebSocketClient.connect(server, "u");
    server.guild("g", "u");

    server.close();
    server.close();

    assertThat(client.packetsUntilEnd()).isEmpty();
    try (ServerSocket port = new ServerSocket()) {
      port.setReuseAddress(true);
      port.bind(server.address());
    }
    await()
        .atMost(Duration.ofSeconds(6))
        .untilAsserted(
            () ->
                assertThat(names(before))
                    .filteredOn(name -> !name.startsWith("HttpClient"))
                    .filteredOn(name -> !name.startsWith("awaitility"))
                    .filteredOn(name -> !name.startsWith("globalEventExecutor"))
                    .isEmpty());
  }

  private static Set<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getId)
        .collect(Collectors.toSet());
  }

  /** Of the threads that are not among those. */
  private static List<String> names(Set<Long> others) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !others.contains(thread.getId()))
        .map(Thread::getName)
        .toList();
  }
}
