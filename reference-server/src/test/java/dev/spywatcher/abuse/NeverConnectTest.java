package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.auth.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Sessions that never show a token (CONN-9), and their slots (LIM-2). */
class NeverConnectTest {

  private static SocketStage server(Duration patience, int connections) {
    return new SocketStage(
        (user, guildId) -> CompletableFuture.completedFuture(Decision.ALLOWED),
        patience,
        connections);
  }

  @Test
  void theyGetNoDataAndAreClosedAndTheirSlotsComeBack() {
    try (SocketStage server = server(Duration.ofSeconds(5), 3)) {
      WebSocketClient idle = WebSocketClient.open(Wire.to(server.address()));
      WebSocketClient lost = WebSocketClient.open(Wire.to(server.address()));
      lost.send("40/nowhere,{\"token\":\"" + Tokens.of("u") + "\"}");
      PollingClient.open(server.address());
      assertThat(Wire.to(server.address()).exchange(Requests.get(Requests.POLLING)).status())
          .isEqualTo(429);
      server.publish("g");

      assertThat(idle.packetsUntilEnd()).isEmpty();
      assertThat(lost.packetsUntilEnd())
          .containsExactly("44/nowhere,{\"message\":\"Invalid namespace\"}");
      await().untilAsserted(() -> assertThat(server.innards().clients().values()).containsOnly(0));
      await().untilAsserted(() -> assertThat(server.innards().timers().values()).containsOnly(0));
      WebSocketClient.open(Wire.to(server.address())).authenticate(Tokens.of("u")).assertServed();
    }
  }

  @Test
  void whatTheyAskForIsNotDone() {
    try (SocketStage server = server(Duration.ofMinutes(1), 100)) {
      for (String packet :
          List.of(
              "42[\"subscribe:guild\",\"g\"]", "420[\"subscribe:guild\",\"g\"]", "430[]", "41")) {
        WebSocketClient client = WebSocketClient.open(Wire.to(server.address())).send(packet);
        server.publish("g");

        assertThat(client.packetsUntilEnd()).isEmpty();
      }
    }
  }

  @Test
  void thousandsOfThemDisturbNobodyAndLeaveNothingBehind() {
    try (SocketStage server = server(Duration.ofSeconds(2), 10_000);
        WebSocketClient honest =
            WebSocketClient.open(Wire.to(server.address())).authenticate(Tokens.of("u"))) {
      honest.subscribe("g");
      List<Wire> wires = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String request =
            i % 2 == 0 ? Requests.upgrade(Requests.WEBSOCKET) : Requests.get(Requests.POLLING);
        wires.add(Wire.to(server.address()).write(request));
        if (i % 100 == 0) {
          server.publish("g");
          assertThat(honest.packet()).startsWith("42[\"message:new\"");
        }
      }

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(server.innards().clients())
                      .containsEntry("sessions", 1)
                      .containsEntry("slots of addresses", 1)
                      .containsEntry("connections", 1)
                      .containsEntry("library: clients by id", 1));
      honest.assertServed();
      wires.forEach(Wire::close);
    }
  }
}
