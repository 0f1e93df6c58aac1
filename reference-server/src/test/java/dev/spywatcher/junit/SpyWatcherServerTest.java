package dev.spywatcher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.server.WebSocketClient;
import java.io.EOFException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test of a client can do with its server. */
@Timeout(60)
@SuppressWarnings("NullAway") // JUnit sets the fields.
class SpyWatcherServerTest {

  private static final String MESSAGE =
      "{\"type\":\"message\",\"guildId\":\"7\",\"userId\":\"1\",\"channelId\":\"70\"}";

  @SpyWatcher(startsAt = "2026-03-02T08:00:00Z")
  private SpyWatcherServer server;

  @BeforeEach
  void putGuild() {
    server.putGuild(
        "7",
        """
        {"name": "Lab", "channels": [{"id": "70", "name": "general"}],
         "members": [{"userId": "1", "username": "ada", "createdAt": "2020-01-01T00:00:00Z"}]}
        """);
  }

  private WebSocketClient client() throws Exception {
    return WebSocketClient.withToken(server.url(), server.token("1")).subscribe("7");
  }

  @Test
  void whatIsTriggeredReachesAClientWithTheServersTime() throws Exception {
    try (WebSocketClient client = client()) {
      server.trigger(MESSAGE);
      server.trigger(new DiscordEvent.Message("7", "1", server.now(), "70", "hello"));

      assertThat(server.awaitSent("message:new", "7", 2)).hasSize(2);
      String expected =
          "42[\"message:new\",{\"userId\":\"1\",\"username\":\"ada\",\"channelId\":\"70\","
              + "\"channelName\":\"general\",\"timestamp\":\"2026-03-02T08:00:00.000Z\"}]";
      assertThat(client.await("42[")).isEqualTo(expected);
      assertThat(client.await("42[")).isEqualTo(expected);
    }
  }

  @Test
  void timeStandsStillUntilItIsAdvanced() throws Exception {
    Instant before = server.now();
    try (WebSocketClient client = client()) {
      client.request("subscribe:analytics", "7");
      client.subscribe("7");
      server.trigger(MESSAGE);
      server.trigger(MESSAGE);
      assertThat(server.awaitSent("analytics:update", "7", 1)).hasSize(1);
      await()
          .during(Duration.ofMillis(200))
          .until(() -> server.sent("analytics:update", "7").size() == 1);
      assertThat(server.now()).isEqualTo(before);

      assertThat(server.advance(Duration.ofSeconds(30))).isEqualTo(before.plusSeconds(30));

      assertThat(server.sent("analytics:update", null)).hasSize(2);
    }
  }

  @Test
  void whatWasNotSentIsToldWithWhatWas() throws Exception {
    server.trigger(MESSAGE);
    try (WebSocketClient client = client()) {
      assertThat(client).isNotNull();
      server.trigger(MESSAGE);

      assertThatThrownBy(() -> server.awaitSent("user:join", "7", 1, Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "0 of 1 user:join of guild 7 were sent to a client within 50 ms; in the journal are"
                  + " 1 message:new of 7 to nobody, 1 subscribe:guild of 7 from a client,"
                  + " 1 message:new of 7 to a client");
    }
  }

  @Test
  void tokensAreJudgedByTheServersTime() throws Exception {
    WebSocketClient.withToken(server.url(), server.token("9", Role.ADMIN, Duration.ofDays(1)))
        .subscribe("7")
        .close();
    assertThatThrownBy(
            () ->
                WebSocketClient.withToken(
                    server.url(), server.token("1", Role.USER, Duration.ofSeconds(-1))))
        .isInstanceOf(EOFException.class);

    assertThatThrownBy(
            () ->
                WebSocketClient.withToken(
                    server.url(), server.brokenToken("1", TokenFlaw.WRONG_KEY)))
        .isInstanceOf(EOFException.class);

    String token = server.token("1", Role.USER, Duration.ofHours(1));
    server.advance(Duration.ofHours(2));

    assertThatThrownBy(() -> WebSocketClient.withToken(server.url(), token))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aPlainTokenOutlivesWhateverTimeTheTestLetsPass() throws Exception {
    String token = server.token("1");
    try (WebSocketClient client = WebSocketClient.withToken(server.url(), token).subscribe("7")) {
      server.advance(Duration.ofHours(30));
      server.trigger(MESSAGE);
      assertThat(client.await("4")).startsWith("42[\"message:new\"");
    }
    WebSocketClient.withToken(server.url(), token).subscribe("7").close();
  }

  @Test
  void aFaultStrikesUntilItIsOver() throws Exception {
    server.fault("extra-field", "field=debug");
    try (WebSocketClient client = client()) {
      server.trigger(MESSAGE);
      assertThat(client.await("42[")).contains("\"debug\"");

      server.endFaults();
      server.trigger(MESSAGE);
      assertThat(client.await("42[")).doesNotContain("debug");
    }
  }

  @Test
  void clientsAreToldOrCutOff() throws Exception {
    try (WebSocketClient told = client();
        WebSocketClient other = client()) {
      assertThat(server.connections()).isEqualTo(2);
      server.disconnectAll();
      assertThat(told.await("41")).isEqualTo("41");
      assertThat(other.await("41")).isEqualTo("41");
    }
    await().until(() -> server.connections() == 0);
    try (WebSocketClient cut = client()) {
      server.cutAll();
      assertThatThrownBy(() -> cut.await("41")).isInstanceOf(EOFException.class);
    }
    await().until(() -> server.connections() == 0);
    try (WebSocketClient silenced = client()) {
      assertThat(silenced).isNotNull();
      server.silenceAll();
      server.trigger(MESSAGE);
      assertThat(server.connections()).isEqualTo(1);
    }
    await().until(() -> server.connections() == 0);
  }

  @Test
  void clientsAreAwaitedInTheirRooms() throws Exception {
    try (WebSocketClient client = client()) {
      server.awaitMembers("guild:7", 1);
      client.request("subscribe:analytics", "7");
      server.awaitMembers("analytics:7", 1);
      server.awaitMembers("guild:8", 0);
    }
  }

  @Test
  void aResetForgets() {
    server.trigger(MESSAGE);
    assertThat(server.messages()).hasSize(1);

    server.reset();

    assertThat(server.guilds()).isEmpty();
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void aMistakeIsTold() {
    assertMistake(() -> server.guild("8"), "guild: \"8\" is none; there are 7 (Lab)");
    assertMistake(() -> server.putGuild("8", "{\"nam\":1}"), "guild: ");
    assertMistake(
        () -> server.trigger(MESSAGE.replace("message", "poke")), "event: type: \"poke\"");
    assertMistake(() -> server.trigger("{"), "event: ");
    assertMistake(
        () -> server.trigger(new DiscordEvent.Typing("7", "1", server.now(), "71")), "event 0: ");
    assertMistake(() -> server.fault("latncy"), "fault: \"latncy\" is none; did you mean latency?");
    assertMistake(() -> server.fault("latency", "2s"), "fault: \"2s\" is not a parameter such as");
    assertThat(server.guild("Lab").id()).isEqualTo("7");
  }

  private static void assertMistake(ThrowingCallable call, String told) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void aServerStartsWithinThreeHundredMilliseconds() {
    SpyWatcherServer.start("", 1).close();
    long[] millis = new long[10];
    for (int i = 0; i < millis.length; i++) {
      long begun = System.nanoTime();
      SpyWatcherServer started = SpyWatcherServer.start("", i);
      millis[i] = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      started.close();
    }
    Arrays.sort(millis);

    // Others may have the machine; the quickest of ten says what a start takes.
    assertThat(millis[0]).as("ms, sorted: %s", Arrays.toString(millis)).isLessThan(300);
  }
}
