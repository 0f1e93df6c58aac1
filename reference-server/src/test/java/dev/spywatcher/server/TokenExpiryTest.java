package dev.spywatcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** AUTH-9, on a clock that is advanced. */
@Timeout(60)
class TokenExpiryTest {

  private static SpyWatcherServer start(boolean disconnectExpired) throws StartupException {
    return SpyWatcherServer.start(
        ServerOptions.builder().port(0).controlPort(0).disconnectExpired(disconnectExpired).build(),
        null);
  }

  private static void advance(SpyWatcherServer server, String by) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.controlUrl().resolve("/control/clock/advance"))
            .POST(BodyPublishers.ofString("{\"by\":\"" + by + "\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aConnectionEndsWithinThirtySecondsOfItsToken() throws Exception {
    try (SpyWatcherServer server = start(true);
        WebSocketClient brief =
            WebSocketClient.connectUntil(server.url(), "ada", Instant.now().plusSeconds(600))) {
      advance(server, "630s");

      assertThat(brief.await("42")).isEqualTo("42[\"error\",{\"message\":\"Token expired\"}]");
      assertThat(brief.read()).as("a server disconnect").isEqualTo("41");
      assertThatThrownBy(brief::read).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aConnectionWhoseTokenIsGoodStays() throws Exception {
    try (SpyWatcherServer server = start(true);
        WebSocketClient endless = WebSocketClient.connect(server.url(), "ada");
        WebSocketClient lasting =
            WebSocketClient.connectUntil(server.url(), "ada", Instant.now().plusSeconds(6000))) {
      advance(server, "630s");

      for (WebSocketClient client : new WebSocketClient[] {endless, lasting}) {
        client.send("421[\"subscribe:guild\",\"900\"]");
        assertThat(client.await("43")).contains("\"ok\":false");
      }
    }
  }

  @Test
  void aConnectionOutlivesItsTokenWhereThatIsSwitchedOff() throws Exception {
    try (SpyWatcherServer server = start(false);
        WebSocketClient brief =
            WebSocketClient.connectUntil(server.url(), "ada", Instant.now().plusSeconds(600))) {
      advance(server, "1h");

      brief.send("421[\"subscribe:guild\",\"900\"]");
      assertThat(brief.await("43")).contains("\"ok\":false");
    }
  }
}
