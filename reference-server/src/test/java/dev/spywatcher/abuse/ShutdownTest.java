package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of clients when the server is stopped (CONN-12). */
class ShutdownTest {

  private static final Duration SECONDS = Duration.ofSeconds(6);

  private static CompletableFuture<Void> closing(RunningServer server) {
    return Background.run(server::close);
  }

  private static void assertCloses(CompletableFuture<Void> closing) {
    assertThat(closing.orTimeout(SECONDS.toSeconds(), TimeUnit.SECONDS)).succeedsWithin(SECONDS);
  }

  @Test
  void everyWebsocketGetsACleanCloseAfterWhichItMayReconnect() {
    RunningServer server = RunningServer.start();
    List<WebSocketClient> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clients.add(WebSocketClient.connect(server, "u"));
    }

    CompletableFuture<Void> closing = closing(server);

    for (WebSocketClient client : clients) {
      assertThat(client.packetsUntilEnd()).isEmpty();
      assertThat(client.closeCode()).isEqualTo(1001);
    }
    assertCloses(closing);
  }

  @Test
  void aPollThatWaitsIsAnsweredWithAClose() {
    RunningServer server = RunningServer.start();
    PollingClient client = PollingClient.connect(server, "u");
    Wire poll = Wire.to(server.address()).write(Requests.get(client.target()));
    await()
        .untilAsserted(
            () ->
                assertThat(server.innards().clients())
                    .containsEntry("library: clients by channel", 1));

    CompletableFuture<Void> closing = closing(server);

    assertThat(poll.answer().body()).isEqualTo("1");
    assertCloses(closing);
  }

  @Test
  void whoPollsWhileTheServerClosesGetsItsLastEventsAndTheClose() {
    RunningServer server = RunningServer.start();
    server.guild("g", "u");
    PollingClient client = PollingClient.connect(server, "u").subscribe("g");
    server.message("g", "u");
    await()
        .until(() -> server.innards().openSessions().stream().anyMatch(s -> s.queuedBytes() > 0));

    CompletableFuture<Void> closing = closing(server);
    await().untilAsserted(() -> assertThat(handshake(server)).isEqualTo(503));

    assertThat(client.packet()).startsWith("42[\"message:new\"");
    assertThat(client.packet()).isEqualTo("1");
    assertCloses(closing);
  }

  @Test
  void aHandshakeWhileTheServerClosesIsAnswered503() {
    RunningServer server = RunningServer.start();
    PollingClient.connect(server, "u");

    CompletableFuture<Void> closing = closing(server);

    await().untilAsserted(() -> assertThat(handshake(server)).isEqualTo(503));
    try (Wire wire = Wire.to(server.address())) {
      Answer answer = wire.exchange(Requests.upgrade(Requests.WEBSOCKET));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().fieldNames()).toIterable().containsExactly("code", "message");
    }
    assertCloses(closing);
  }

  private static int handshake(RunningServer server) {
    try (Wire wire = Wire.to(server.address())) {
      return wire.exchange(Requests.get(Requests.POLLING)).status();
    }
  }

  @Test
  void clientsThatReadNothingDelayItBySecondsOnly() {
    RunningServer server = RunningServer.start();
    server.guild("g", "u");
    for (int i = 0; i < 5; i++) {
      Wire wire = Wire.narrow(server.address());
      wire.exchange(Requests.upgrade(Requests.WEBSOCKET));
      wire.write(WebSocketClient.frame("40{\"token\":\"" + server.token("u") + "\"}"));
      wire.write(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
      Wire.to(server.address()).write("GET /socket.io/?EIO=4&transp");
      PollingClient.connect(server, "u").subscribe("g");
    }
    await().untilAsserted(() -> assertThat(server.innards().clients()).containsEntry("users", 1));
    for (int i = 0; i < 10; i++) {
      server.messages("g", "u", 1_000);
    }

    assertCloses(closing(server));
  }
}
