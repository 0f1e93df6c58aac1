package dev.spywatcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server starts whole or not at all, and leaves nothing behind (CONN-12). */
@Timeout(60)
class StartAndStopTest {

  private final OwnThreads threads = new OwnThreads();
  private final ScriptedSource source = new ScriptedSource();

  private SpyWatcherServer start(ServerOptions.Builder options) throws Exception {
    return threads.call(() -> SpyWatcherServer.start(options.build(), source));
  }

  private static ServerOptions.Builder anyPorts() {
    return ServerOptions.builder().port(0).controlPort(0);
  }

  @Test
  void listensOnThePortsThatItTells() throws Exception {
    int port = Ports.free();
    int controlPort = Ports.free();
    try (SpyWatcherServer server =
        start(ServerOptions.builder().port(port).controlPort(controlPort))) {
      assertThat(server.url()).hasToString("http://127.0.0.1:" + port);
      assertThat(server.controlUrl()).hasToString("http://127.0.0.1:" + controlPort);
      assertThat(Ports.isFree(port)).isFalse();
      assertThat(Ports.isFree(controlPort)).isFalse();
      WebSocketClient.connect(server.url(), "ada").close();
    }

    assertThat(Ports.isFree(port)).as("the port is free again").isTrue();
    assertThat(Ports.isFree(controlPort)).as("the control port is free again").isTrue();
  }

  @Test
  void takesAnyFreePortsForZero() throws Exception {
    try (SpyWatcherServer one = start(anyPorts());
        SpyWatcherServer other = start(anyPorts())) {
      assertThat(
              List.of(
                  one.url().getPort(),
                  one.controlUrl().getPort(),
                  other.url().getPort(),
                  other.controlUrl().getPort()))
          .doesNotHaveDuplicates()
          .allMatch(port -> port > 0);
    }
  }

  @Test
  void mayBeStartedAgainOnTheSamePortAtOnce() throws Exception {
    int port = Ports.free();
    int controlPort = Ports.free();
    for (int i = 0; i < 3; i++) {
      try (SpyWatcherServer server =
              start(ServerOptions.builder().port(port).controlPort(controlPort));
          WebSocketClient client = WebSocketClient.connect(server.url(), "ada")) {
        assertThat(client).isNotNull();
      }
    }
  }

  @Test
  void aPortInUseStopsTheStartAndLeavesNothingRunning() throws Exception {
    int controlPort = Ports.free();
    try (ServerSocket taken = Ports.taken()) {
      assertThatThrownBy(
              () ->
                  start(
                      ServerOptions.builder().port(taken.getLocalPort()).controlPort(controlPort)))
          .isInstanceOf(StartupException.class)
          .message()
          .contains("--port: ", String.valueOf(taken.getLocalPort()))
          .contains("another program uses it", "0 for any free one");
    }

    threads.awaitNone();
    assertThat(Ports.isFree(controlPort)).isTrue();
    assertThat(source.calls).as("calls of the source").isEmpty();
  }

  @Test
  void aControlPortInUseStopsTheStartAndLeavesNothingRunning() throws Exception {
    int port = Ports.free();
    try (ServerSocket taken = Ports.taken()) {
      assertThatThrownBy(
              () -> start(ServerOptions.builder().port(port).controlPort(taken.getLocalPort())))
          .isInstanceOf(StartupException.class)
          .message()
          .contains("--control-port: ", String.valueOf(taken.getLocalPort()))
          .contains("another program uses it", "0 for any free one");
    }

    threads.awaitNone();
    assertThat(Ports.isFree(port)).as("the port is free again").isTrue();
    assertThat(source.calls).as("calls of the source").isEmpty();
  }

  @Test
  void aSourceThatIsMisconfiguredStopsTheStartAndLeavesNothingRunning() throws Exception {
    int port = Ports.free();
    source.onStart(
        context -> {
          throw new IllegalArgumentException("--scenario: nowhere.yaml is not there");
        });

    assertThatThrownBy(() -> start(ServerOptions.builder().port(port).controlPort(0)))
        .isInstanceOf(StartupException.class)
        .hasMessage("--scenario: nowhere.yaml is not there");

    threads.awaitNone();
    assertThat(Ports.isFree(port)).isTrue();
    assertThat(source.calls).containsExactly("start", "close");
  }

  @Test
  void aSourceThatFailsAtItsStartLeavesNothingRunning() throws Exception {
    int port = Ports.free();
    source.onStart(
        context -> {
          throw new IllegalStateException("a source that fails, on purpose");
        });

    Throwable failure =
        catchThrowable(() -> start(ServerOptions.builder().port(port).controlPort(0)));

    assertThat(failure).hasMessage("a source that fails, on purpose");
    threads.awaitNone();
    assertThat(Ports.isFree(port)).isTrue();
    assertThat(source.calls).containsExactly("start", "close");
  }

  @Test
  void aSourceThatFailsAtItsCloseStopsNothingElseFromClosing() throws Exception {
    int port = Ports.free();
    SpyWatcherServer server = start(ServerOptions.builder().port(port).controlPort(0));
    source.onClose(
        () -> {
          throw new IllegalStateException("a source that fails, on purpose");
        });

    catchThrowable(server::close);

    threads.awaitNone();
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  void closesTheSourceOnceHoweverOftenItIsClosed() throws Exception {
    SpyWatcherServer server = start(anyPorts());

    server.close();
    server.close();

    assertThat(source.calls).containsExactly("start", "close");
    threads.awaitNone();
  }

  @Test
  void closesPromptlyAndCleanlyWithClientsConnected() throws Exception {
    SpyWatcherServer server = start(anyPorts());
    List<WebSocketClient> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(WebSocketClient.connect(server.url(), "ada"));
    }
    long begun = System.nanoTime();

    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    for (WebSocketClient client : clients) {
      assertThatThrownBy(() -> client.await("never"))
          .isInstanceOf(EOFException.class)
          .hasMessage("the server closed the websocket");
      client.close();
    }
    threads.awaitNone();
  }

  @Test
  void needsNoThreadForAClient() throws Exception {
    try (SpyWatcherServer server = start(anyPorts())) {
      List<WebSocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(WebSocketClient.connect(server.url(), "ada"));
      }
      int before = threads.alive().size();

      for (int i = 0; i < 200; i++) {
        clients.add(WebSocketClient.connect(server.url(), "ada"));
      }

      assertThat(threads.alive()).hasSizeLessThanOrEqualTo(before + 2);
      for (WebSocketClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void hasFewThreadsAndNamesItsOwn() throws Exception {
    // Not its own: those of the JDK's HTTP server, and the timer of netty-socketio (pool-…).
    List<String> foreign =
        List.of("HTTP-Dispatcher", "idle-timeout-task", "req-rsp-timeout-task", "pool-");
    try (SpyWatcherServer server = start(anyPorts());
        WebSocketClient client = WebSocketClient.connect(server.url(), "ada")) {
      assertThat(client).isNotNull();
      assertThat(threads.alive())
          .hasSizeBetween(2, 12)
          .allMatch(
              name ->
                  name.startsWith("spywatcher-") || foreign.stream().anyMatch(name::startsWith));
    }
  }
}
