package dev.spywatcher.fakediscord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fake as a whole: what feeds it, how it begins and how it ends. */
@Timeout(60)
class FakeDiscordTest {

  @Test
  void aScenarioIsToldToABot() {
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      discord.play(new SimulatorSource(Scenario.named("demo"), 42, 20));
      try (GatewayBot bot = GatewayBot.ready(discord)) {
        for (String name :
            List.of(
                "MESSAGE_CREATE",
                "TYPING_START",
                "PRESENCE_UPDATE",
                "GUILD_MEMBER_UPDATE",
                "GUILD_MEMBER_ADD",
                "GUILD_MEMBER_REMOVE")) {
          assertThat(bot.dispatch(name).path("guild_id").asText()).isNotEmpty();
        }
      }
      assertThatThrownBy(() -> discord.play(new SimulatorSource(Scenario.named("demo"), 1, 1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aResetBringsTheGuildsOfTheScenarioBack() {
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      discord.play(new SimulatorSource(Scenario.named("demo"), 42, 1));
      try (GatewayBot bot = GatewayBot.ready(discord)) {
        int guilds = Scenario.named("demo").guildIds().size();
        for (int i = 0; i < guilds; i++) {
          bot.dispatch("GUILD_CREATE");
        }
        discord.reset();
        for (int i = 0; i < guilds; i++) {
          bot.dispatch("GUILD_DELETE");
        }
        for (int i = 0; i < guilds; i++) {
          bot.dispatch("GUILD_CREATE");
        }
      }
    }
  }

  @Test
  void whatCannotHaveHappenedIsRefused() {
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      discord.accept(Guilds.harbor());
      assertThatThrownBy(
              () ->
                  discord.accept(
                      new DiscordEvent.Typing(Guilds.HARBOR, Guilds.ADA, Guilds.THEN, "12345")))
          .hasMessageContaining("channelId");
      assertThatThrownBy(() -> discord.accept(new DiscordEvent.Leave("5", Guilds.ADA, Guilds.THEN)))
          .hasMessageContaining("guildId");
      assertThatThrownBy(() -> discord.accept(Guilds.harbor(List.of(Guilds.member("ada", "ada")))))
          .hasMessageContaining("members.userId");
    }
  }

  @Test
  void noBotWithinTheTimeIsSaid() {
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      assertThatThrownBy(() -> discord.awaitIdentify(Duration.ofMillis(50)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("50ms");
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingIsLeftBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> FakeDiscord.start(FakeDiscordOptions.builder().restPort(port).build()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("--port: port " + port);
      assertThatThrownBy(
              () -> FakeDiscord.start(FakeDiscordOptions.builder().gatewayPort(port).build()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("--gateway-port: port " + port);
    }
    awaitNoThreads();
  }

  @Test
  void closedItLeavesNoThreadAndNoPort() throws Exception {
    FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults());
    discord.play(new SimulatorSource(Scenario.named("demo"), 42, 1));
    int rest = discord.url().getPort();
    int gateway = discord.gatewayUrl().getPort();
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      discord.close();
      assertThat(bot.closeCode()).isEqualTo(1006);
    }
    new ServerSocket(rest).close();
    new ServerSocket(gateway).close();
    awaitNoThreads();
  }

  private static void awaitNoThreads() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("fake-") || name.startsWith("qtp")));
  }
}
