package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.socket.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that show behind TLS, at the end, or to one who does not read. */
class EdgeFaultsTest {

  private static final int MOST = 128 * 1024;

  @TempDir private static Path directory;

  @Test
  void aPlainClientIsServedOnATlsPortOnOrder() {
    Certificates files = Certificates.make(directory, "edge", "EC");
    try (RunningServer server =
        RunningServer.start(options -> options.tlsCert(files.certificate()).tlsKey(files.key()))) {
      server.fault("plain-on-tls");

      assertThat(handshake(server)).isEqualTo(200);
      try (Wire tls = new TlsClient(server).wire()) {
        assertThat(tls.exchange(Requests.get(Requests.POLLING)).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void clientsAreCutOffAtTheShutdownOnOrder() {
    RunningServer server = RunningServer.start();
    server.fault("cut-at-shutdown");
    WebSocketClient websocket = WebSocketClient.connect(server, "u");
    PollingClient polling = PollingClient.connect(server, "u");
    Wire poll = Wire.to(server.address()).write(Requests.get(polling.target()));
    await()
        .untilAsserted(
            () ->
                assertThat(server.innards().clients())
                    .containsEntry("library: clients by channel", 2));

    server.close();

    assertThat(websocket.packetsUntilEnd()).isEmpty();
    assertThat(websocket.closeCode()).isEqualTo(WebSocketClient.ABNORMAL);
    assertThat(poll.answerOrNone().status()).isZero();
  }

  @Test
  void newcomersAreLetInAtTheShutdownOnOrder() {
    RunningServer server = RunningServer.start();
    server.fault("admit-at-shutdown");
    PollingClient.connect(server, "u");

    CompletableFuture<Void> closing = Background.run(server::close);

    await().until(() -> server.innards().openSessions().stream().allMatch(Session::isClosed));
    assertThat(handshake(server)).isEqualTo(200);
    assertThat(closing.orTimeout(6, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(6));
  }

  @Test
  void whoDoesNotReadIsKeptOnOrder() {
    try (RunningServer server = RunningServer.start(options -> options.maxQueuedBytes(MOST))) {
      server.guild("g", "u");
      server.fault("keep-slow-readers");
      PollingClient.connect(server, "u").subscribe("g");

      for (int i = 0; i < 4; i++) {
        server.messages("g", "u", MOST / 130);
      }

      assertThat(server.innards().sessions()).isOne();
    }
  }

  private static int handshake(RunningServer server) {
    try (Wire wire = Wire.to(server.address())) {
      return wire.exchange(Requests.get(Requests.POLLING)).status();
    }
  }
}
