package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees while nobody can tell what it may view (SUB-13). */
class AuthorityOutageTest {

  private static final String UNAVAILABLE =
      "42[\"error\",{\"message\":\"Authorization temporarily unavailable\"}]";

  private static final Permissions UP =
      (user, guildId) -> CompletableFuture.completedFuture(Decision.ALLOWED);

  private volatile Permissions authority = UP;
  private final SocketStage server;
  private final WebSocketClient client;

  AuthorityOutageTest() {
    server =
        new SocketStage(
            (user, guildId) -> authority.mayView(user, guildId), Duration.ofMinutes(1), 100);
    client = WebSocketClient.open(Wire.to(server.address())).authenticate(Tokens.of("u"));
  }

  @BeforeEach
  void subscribe() {
    client.subscribe("held");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void assertDeniedAndServed() {
    client.send("42[\"subscribe:guild\",\"g\"]");
    assertThat(client.packet()).isEqualTo(UNAVAILABLE);
    server.publish("g");
    server.publish("held");
    assertThat(client.packet()).startsWith("42[\"message:new\"");
    client.assertServed();
  }

  private void assertBackOnceTheAuthorityIs() {
    authority = UP;
    client.subscribe("g");
    server.publish("g");
    assertThat(client.packet()).startsWith("42[\"message:new\"");
  }

  @Test
  void anAuthorityThatSaysThatItIsDownGrantsNothing() {
    authority = (user, guildId) -> CompletableFuture.completedFuture(Decision.UNAVAILABLE);

    assertDeniedAndServed();
    assertBackOnceTheAuthorityIs();
  }

  @Test
  void anAuthorityThatFailsGrantsNothing() {
    authority =
        (user, guildId) -> CompletableFuture.failedFuture(new IllegalStateException("down"));

    assertDeniedAndServed();
    assertBackOnceTheAuthorityIs();
  }

  @Test
  void anAuthorityThatThrowsGrantsNothing() {
    authority =
        (user, guildId) -> {
          throw new IllegalStateException("down");
        };

    assertDeniedAndServed();
    assertBackOnceTheAuthorityIs();
  }

  @Test
  void anAuthorityThatAnswersNothingGrantsNothing() {
    authority = (user, guildId) -> CompletableFuture.completedFuture(null);

    assertDeniedAndServed();
    assertBackOnceTheAuthorityIs();
  }

  @Test
  void anAuthorityThatTakesTooLongGrantsNothingNotEvenLater() {
    CompletableFuture<Decision> late = new CompletableFuture<>();
    authority = (user, guildId) -> late;
    client.send("42[\"subscribe:guild\",\"g\"]");
    client.send("42[\"unsubscribe:guild\",\"nowhere\"]");
    client.assertSilenceFor(Duration.ofSeconds(2));

    server.publish("held");
    assertThat(client.packet()).startsWith("42[\"message:new\"");
    assertThat(client.packet()).isEqualTo(UNAVAILABLE);
    late.complete(Decision.ALLOWED);
    server.publish("g");
    client.assertServed();

    assertBackOnceTheAuthorityIs();
  }

  @Test
  void oneClientsHangingRequestHoldsUpNobodyElse() {
    authority =
        (user, guildId) ->
            user.discordId().equals("u") ? new CompletableFuture<>() : UP.mayView(user, guildId);
    client.send("42[\"subscribe:guild\",\"g\"]");

    try (WebSocketClient other =
        WebSocketClient.open(Wire.to(server.address())).authenticate(Tokens.of("other"))) {
      other.subscribe("g");
    }
  }

  @Test
  void aClientThatGoesWhileItsRequestHangsLeavesNothingBehind() {
    CompletableFuture<Decision> late = new CompletableFuture<>();
    authority = (user, guildId) -> late;
    client.send("42[\"subscribe:guild\",\"g\"]");
    client.awaitRead();
    client.reset();
    await().untilAsserted(() -> assertThat(server.innards().sessions()).isZero());

    late.complete(Decision.ALLOWED);

    assertThat(server.innards().clients().values()).containsOnly(0);
  }
}
