package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.socket.Session;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that does not read what it is sent is cut off before that fills the memory (LIM-6). */
class QueueBoundTest {

  private static final int MOST = 128 * 1024;

  /** What a {@code message:new} takes on the wire, at least. */
  private static final int MESSAGE_BYTES = 130;

  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.start(options -> options.maxQueuedBytes(MOST));
    server.guild("g", "u");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertCut() {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(server.innards().sessions()).isZero());
  }

  private long queued() {
    return server.innards().openSessions().stream().mapToLong(Session::queuedBytes).sum();
  }

  private Wire narrow() {
    Wire wire = Wire.narrow(server.address());
    assertThat(wire.exchange(Requests.upgrade(Requests.WEBSOCKET)).status()).isEqualTo(101);
    await().untilAsserted(() -> server.innards().shrinkSendBuffers());
    wire.write(WebSocketClient.frame("40{\"token\":\"" + server.token("u") + "\"}"));
    return wire;
  }

  @Test
  void aWebsocketThatReadsNothingIsCutOff() {
    narrow().write(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
    await().untilAsserted(() -> assertThat(server.innards().clients()).containsEntry("rooms", 1));
    int batch = 100;

    for (int sent = 0; sent < 20_000 && server.innards().sessions() > 0; sent += batch) {
      server.messages("g", "u", batch);
      assertThat(queued()).isLessThan(MOST + 2L * batch * 2 * MESSAGE_BYTES);
    }

    assertCut();
  }

  @Test
  void aPollerThatNeverComesBackIsCutOffOnceSoManyBytesWait() {
    PollingClient.connect(server, "u").subscribe("g");

    server.messages("g", "u", MOST / MESSAGE_BYTES / 2);
    server.messages("g", "u", 1);
    assertThat(server.innards().sessions()).isOne();
    server.messages("g", "u", MOST / MESSAGE_BYTES);
    server.messages("g", "u", 1);

    assertCut();
  }

  @Test
  void aPollerThatComesInTimeIsNotCutOff() {
    PollingClient client = PollingClient.connect(server, "u").subscribe("g");

    for (int round = 0; round < 10; round++) {
      server.messages("g", "u", MOST / MESSAGE_BYTES / 2);
      for (int i = 0; i < MOST / MESSAGE_BYTES / 2; i++) {
        assertThat(client.packet()).startsWith("42[\"message:new\"");
      }
    }
  }

  @Test
  void whatWaitsForAPollerIsCountedInItsFullLengthWhateverItIs() {
    PollingClient client = PollingClient.connect(server, "u");

    for (int i = 0; i < MOST / 60_000 + 2; i++) {
      client.post("40/" + "n".repeat(60_000));
    }

    assertCut();
  }

  @Test
  void websocketPingsWhoseAnswersAreNotReadEndTheConnection() {
    Wire wire = narrow();
    byte[] pings =
        Abuse.repeated(WebSocketClient.frame(WebSocketClient.PING, "p".repeat(125)), 1_000);

    assertFloodIsCut(wire, pings);
  }

  @Test
  void acknowledgementsThatAreNotReadEndTheConnection() {
    Wire wire = narrow();
    byte[] requests =
        Abuse.repeated(WebSocketClient.frame("421[\"subscribe:guild\",\"none\"]"), 500);

    assertFloodIsCut(wire, requests);
  }

  @Test
  void refusalsThatAreNotReadEndTheConnection() {
    Wire wire = narrow();
    byte[] requests = Abuse.repeated(WebSocketClient.frame("40/" + "n".repeat(60_000)), 20);

    assertFloodIsCut(wire, requests);
  }

  private void assertFloodIsCut(Wire wire, byte[] flood) {
    Background.run(
        () -> {
          int times = 5_000_000 / flood.length;
          for (int i = 0; i < times && wire.tryWrite(flood); i++) {
            // The system takes it or makes the writer wait.
          }
        });

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(queued()).isLessThan(2L * MOST);
              assertThat(server.innards().clients())
                  .containsEntry("sessions", 0)
                  .containsEntry("connections", 0);
            });
  }

  @Test
  void whoReadsSlowlyButReadsIsServed() {
    try (WebSocketClient client = WebSocketClient.connect(server, "u")) {
      client.sendAll(
          Collections.nCopies(2_000, "421[\"unsubscribe:guild\",\"" + "g".repeat(64) + "\"]"));

      for (int i = 0; i < 2_000; i++) {
        assertThat(client.packet()).isEqualTo("431[{\"ok\":true}]");
      }
    }
  }
}
