package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.gateway.GatewayOptions;
import dev.spywatcher.discord.gateway.GatewaySource;
import dev.spywatcher.fakediscord.Aim;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.Identified;
import dev.spywatcher.fakediscord.ServerError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discord fails after it has said where the gateway is, and before the bot is connected. */
@Timeout(60)
class LoginTest {

  private static final String GUILD = "349226271420449824";
  private static final String GENERAL = "349226271420449900";
  private static final String ADA = "80351110224678912";

  private final FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults());

  @AfterEach
  void closeDiscord() {
    discord.close();
  }

  private void fail(int times) {
    discord.strike(new ServerError(new Aim("/users/@me", times), 500));
  }

  private long connected() {
    return discord.sessions().stream().filter(Identified::connected).count();
  }

  private static void assertNoThreadIsLeft() {
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("spywatcher-discord"))
                    .noneMatch(name -> name.startsWith("JDA")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void afterLoginsThatFailedThereIsOneBot(int times) throws Exception {
    discord.accept(
        new GuildDefinition(
            GUILD,
            "Harbor",
            List.of(new GuildDefinition.Channel(GENERAL, "general")),
            List.of(),
            List.of(new GuildDefinition.Member(ADA, "ada", Instant.EPOCH, false, List.of()))));
    fail(times);
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      // Longer than until the next attempts.
      await()
          .during(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(8))
          .until(() -> discord.sessions().size() == 1 && connected() == 1);
      viewer.subscribed("guild", GUILD);
      discord.accept(new DiscordEvent.Message(GUILD, ADA, Instant.now(), GENERAL, "hush"));

      await().atMost(Stage.PATIENCE).until(() -> !viewer.events().isEmpty());
      await().during(Duration.ofMillis(300)).until(() -> viewer.events().size() == 1);
    }
    await().atMost(Stage.PATIENCE).until(() -> connected() == 0);
    assertNoThreadIsLeft();
  }

  @Test
  void closedWhileItTriesAgainItLeavesNothing() throws Exception {
    fail(100);
    GatewaySource source = new GatewaySource(GatewayOptions.of(discord.apiUrl() + "/v10", "a.bot"));
    try (Stage stage = new Stage(source)) {
      stage.awaitState(SourceState.Kind.RETRYING);
    }

    discord.lift("server-error");

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(() -> discord.sessions().isEmpty());
    assertNoThreadIsLeft();
  }
}
