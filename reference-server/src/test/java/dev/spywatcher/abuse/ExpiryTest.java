package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a connection when its token expires (AUTH-9). */
class ExpiryTest {

  private static final String EXPIRED = "42[\"error\",{\"message\":\"Token expired\"}]";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static String tokenForAMinute() {
    return Tokens.of("u", "USER", Instant.now().plus(MINUTE));
  }

  @Test
  void aWebsocketIsToldAndDisconnectedForGood() {
    try (RunningServer server = RunningServer.start();
        WebSocketClient client =
            WebSocketClient.open(Wire.to(server.address())).authenticate(tokenForAMinute())) {
      server.advance(Duration.ofSeconds(50));
      client.assertServed();

      server.advance(Duration.ofSeconds(10 + 30));

      assertThat(client.packetsUntilEnd()).containsExactly(EXPIRED, "41");
      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void aPollingClientIsToldAndDisconnectedForGood() {
    try (RunningServer server = RunningServer.start()) {
      PollingClient client = PollingClient.open(server.address()).authenticate(tokenForAMinute());

      server.advance(MINUTE.plusSeconds(30));

      assertThat(client.packet()).isEqualTo(EXPIRED);
      assertThat(client.packet()).isEqualTo("41");
      assertThat(client.packet()).isEqualTo("1");
      assertThat(client.poll().status()).isEqualTo(400);
    }
  }

  @Test
  void nobodyElseIsDisconnected() {
    try (RunningServer server = RunningServer.start();
        WebSocketClient expiring =
            WebSocketClient.open(Wire.to(server.address())).authenticate(tokenForAMinute());
        WebSocketClient other = WebSocketClient.connect(server, "u")) {
      server.advance(MINUTE.plusSeconds(30));
      expiring.packetsUntilEnd();

      other.assertServed();
    }
  }

  @Test
  void oneExpiryDoesNotEndTheWatchForTheNext() {
    try (RunningServer server = RunningServer.start()) {
      for (int i = 1; i <= 3; i++) {
        Instant expiry = Instant.now().plus(MINUTE.plusSeconds(30).multipliedBy(i));
        try (WebSocketClient client =
            WebSocketClient.open(Wire.to(server.address()))
                .authenticate(Tokens.of("u", "USER", expiry))) {
          server.advance(MINUTE.plusSeconds(30));
          server.advance(Duration.ofSeconds(1));
          assertThat(client.packetsUntilEnd()).endsWith("41");
        }
      }
    }
  }

  @Test
  void anExpiredTokenDoesNotConnectAgain() {
    try (RunningServer server = RunningServer.start();
        WebSocketClient client = WebSocketClient.open(Wire.to(server.address()))) {
      server.advance(MINUTE.plusSeconds(1));

      client.send("40{\"token\":\"" + tokenForAMinute() + "\"}");

      assertThat(client.packetsUntilEnd()).containsExactly("44{\"message\":\"Invalid token\"}");
    }
  }

  @Test
  void switchedOffAConnectionOutlivesItsToken() {
    try (RunningServer server = RunningServer.start(options -> options.disconnectExpired(false));
        WebSocketClient client =
            WebSocketClient.open(Wire.to(server.address())).authenticate(tokenForAMinute())) {
      server.advance(Duration.ofDays(1));

      client.assertSilenceFor(Duration.ofMillis(300));
      client.assertServed();
    }
  }
}
