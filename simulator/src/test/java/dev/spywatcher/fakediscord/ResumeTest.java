package dev.spywatcher.fakediscord;

import static dev.spywatcher.fakediscord.Guilds.ADA;
import static dev.spywatcher.fakediscord.Guilds.GENERAL;
import static dev.spywatcher.fakediscord.Guilds.HARBOR;
import static dev.spywatcher.fakediscord.Guilds.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.DiscordEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session keeps for a bot that was away. */
@Timeout(60)
class ResumeTest {

  private static final int REPLAYED = 20;

  private FakeDiscord discord;
  private GatewayBot bot;
  private String sessionId;

  @BeforeEach
  void start() {
    discord = FakeDiscord.start(FakeDiscordOptions.builder().replayLimit(REPLAYED).build());
    discord.accept(Guilds.harbor());
    bot = GatewayBot.at(discord);
    bot.identify(GatewayBot.ALL_INTENTS, "");
    sessionId = bot.dispatch("READY").path("session_id").asText();
    bot.dispatch("GUILD_CREATE");
  }

  @AfterEach
  void stop() {
    bot.close();
    discord.close();
  }

  private void write(int messages) {
    for (int i = 0; i < messages; i++) {
      discord.accept(new DiscordEvent.Message(HARBOR, ADA, THEN, GENERAL, "m" + i));
    }
  }

  private void awaitGone() throws InterruptedException {
    List<Identified> sessions =
        discord.awaitSessions(
            all -> all.stream().noneMatch(Identified::connected), Duration.ofSeconds(10));
    assertThat(sessions).noneMatch(Identified::connected);
  }

  private static void assertMissed(GatewayBot back, long seen, int messages) {
    for (int i = 0; i < messages; i++) {
      JsonNode payload = back.next();
      assertThat(payload.path("s").asLong()).isEqualTo(seen + 1 + i);
      assertThat(payload.path("d").path("content").asText()).isEqualTo("m" + i);
    }
    assertThat(back.next().path("t").asText()).isEqualTo("RESUMED");
  }

  @Test
  void aCutConnectionIsResumedWithExactlyWhatWasMissed() throws Exception {
    long seen = bot.sequence();
    assertThat(discord.strike(new DropSocket())).isEqualTo(1);
    assertThat(bot.closeCode()).isEqualTo(1006);
    awaitGone();
    write(7);

    try (GatewayBot back = GatewayBot.at(discord)) {
      back.opcode(10);
      back.resume(sessionId, seen);

      assertMissed(back, seen, 7);
      write(1);
      assertThat(back.dispatch("MESSAGE_CREATE").path("content").asText()).isEqualTo("m0");
      assertThat(discord.sessions()).singleElement().matches(one -> one.resumes() == 1);
    }
  }

  @Test
  void whatWasSentAndNotSeenIsToldAgain() {
    long seen = bot.sequence();
    write(3);
    bot.dispatch("MESSAGE_CREATE");

    try (GatewayBot back = GatewayBot.at(discord)) {
      back.opcode(10);
      back.resume(sessionId, seen);

      assertMissed(back, seen, 3);
      assertThat(bot.closeCode()).isEqualTo(4000);
    }
  }

  @Test
  void whoMissedMoreThanIsKeptBeginsAfresh() throws Exception {
    long seen = bot.sequence();
    discord.strike(new DropSocket());
    awaitGone();
    write(REPLAYED + 1);

    try (GatewayBot back = GatewayBot.at(discord)) {
      back.resume(sessionId, seen);

      assertThat(back.opcode(9).path("d").asBoolean(true)).isFalse();
      back.identify(GatewayBot.ALL_INTENTS, "");
      assertThat(back.dispatch("READY").path("session_id").asText()).isNotEqualTo(sessionId);
    }
  }

  @Test
  void op7LeavesTheSessionToBeResumed() throws Exception {
    long seen = bot.sequence();
    discord.strike(new Reconnect());
    bot.opcode(7);
    bot.leave(4900);
    awaitGone();
    write(2);

    try (GatewayBot back = GatewayBot.at(discord)) {
      back.opcode(10);
      back.resume(sessionId, seen);
      assertMissed(back, seen, 2);
    }
  }

  @Test
  void op9TrueIsResumedOnTheSameConnection() {
    long seen = bot.sequence();
    discord.strike(new InvalidSession(true));
    assertThat(bot.opcode(9).path("d").asBoolean()).isTrue();
    write(2);

    bot.resume(sessionId, seen);

    assertMissed(bot, seen, 2);
  }

  @Test
  void op9FalseEndsTheSession() {
    discord.strike(new InvalidSession(false));
    assertThat(bot.opcode(9).path("d").asBoolean(true)).isFalse();

    bot.resume(sessionId, bot.sequence());

    assertThat(bot.opcode(9).path("d").asBoolean(true)).isFalse();
    bot.identify(GatewayBot.ALL_INTENTS, "");
    assertThat(bot.dispatch("READY").path("session_id").asText()).isNotEqualTo(sessionId);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void aBotThatSaysGoodbyeEndsItsSession(int code) throws Exception {
    bot.leave(code);
    awaitGone();

    assertThat(discord.sessions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4000, 4008})
  void aSessionOutlivesACloseOfTheFake(int code) throws Exception {
    discord.strike(new CloseConnection(code));
    assertThat(bot.closeCode()).isEqualTo(code);
    awaitGone();

    assertThat(discord.sessions()).hasSize(1);
  }

  @Test
  void aSequenceThatWasNeverGivenIsRefused() {
    try (GatewayBot back = GatewayBot.at(discord)) {
      back.resume(sessionId, 9999);

      assertThat(back.closeCode()).isEqualTo(4007);
    }
  }

  @Test
  void anotherTokenDoesNotGetTheSession() {
    try (GatewayBot back = GatewayBot.at(discord)) {
      back.send(
          "{\"op\":6,\"d\":{\"token\":\"other\",\"session_id\":\"%s\",\"seq\":1}}"
              .formatted(sessionId));

      assertThat(back.closeCode()).isEqualTo(4004);
      assertThat(discord.sessions()).singleElement().matches(Identified::connected);
    }
  }

  @Test
  void whatWasNotToldInSilenceIsToldAfterAResume() throws Exception {
    long seen = bot.sequence();
    discord.strike(new Silence());
    write(3);
    bot.send("{\"op\":1,\"d\":1}");
    assertThat(bot.heardWithin(300)).isEmpty();

    try (GatewayBot back = GatewayBot.at(discord)) {
      back.opcode(10);
      back.resume(sessionId, seen);
      assertMissed(back, seen, 3);
    }
  }

  @Test
  void unansweredHeartbeatsAreAnsweredAgainOnceLifted() throws Exception {
    discord.strike(new MuteAcks());
    bot.send("{\"op\":1,\"d\":1}");
    assertThat(bot.heardWithin(300)).isEmpty();

    discord.lift("mute-acks");
    bot.send("{\"op\":1,\"d\":1}");

    assertThat(bot.next().path("op").asInt()).isEqualTo(11);
  }
}
