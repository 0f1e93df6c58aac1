package dev.spywatcher.fakediscord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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

  /** At the speed of {@code max} a source asks this, and pauses. */
  @Test
  void aSourceIsToldWhenABotLagsBehindAndWhenItHasCaughtUp() throws Exception {
    CompletableFuture<SourceContext> started = new CompletableFuture<>();
    DiscordSource source =
        new DiscordSource() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void start(SourceContext of) {
            started.complete(of);
          }

          @Override
          public void close() {}
        };
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket.Listener unwilling =
        new WebSocket.Listener() {
          @Override
          public void onOpen(WebSocket socket) {} // Asks for nothing, so that nothing is read.

          @Override
          public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            closed.complete(1006);
          }
        };
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      discord.accept(Guilds.harbor());
      discord.play(source);
      SourceContext context = started.join();
      WebSocket bot =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(discord.gatewayUrl() + "/?v=10&encoding=json"), unwilling)
              .join();
      bot.sendText(
              "{\"op\":2,\"d\":{\"token\":\"abc\",\"intents\":%d,\"properties\":{}}}"
                  .formatted(GatewayBot.ALL_INTENTS),
              true)
          .join();
      discord.awaitIdentify(Duration.ofSeconds(10));
      assertThat(context.congested()).isFalse();

      String content = "x".repeat(2_000);
      int told = 0;
      while (!context.congested()) {
        context.event(
            new DiscordEvent.Message(
                Guilds.HARBOR, Guilds.ADA, Guilds.THEN, Guilds.GENERAL, content));
        assertThat(++told).as("messages of 2,000 characters").isLessThan(30_000);
      }

      bot.request(Long.MAX_VALUE);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> closed.isDone() || !context.congested());
      assertThat(closed).as("the end of the connection").isNotDone();
      bot.abort();
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
