package dev.spywatcher.fakediscord;

import static dev.spywatcher.fakediscord.Guilds.ADA;
import static dev.spywatcher.fakediscord.Guilds.BEN;
import static dev.spywatcher.fakediscord.Guilds.GENERAL;
import static dev.spywatcher.fakediscord.Guilds.HARBOR;
import static dev.spywatcher.fakediscord.Guilds.SAILOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST, answer by answer. */
@Timeout(60)
class RestApiTest {

  private FakeDiscord discord;
  private Rest rest;

  @BeforeEach
  void start() {
    discord = FakeDiscord.start(FakeDiscordOptions.defaults());
    discord.accept(Guilds.harbor());
    rest = new Rest(discord);
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  @Test
  void theGatewayIsTold() throws Exception {
    assertThat(rest.get("/api/v10/gateway").body().path("url").asText())
        .isEqualTo(discord.gatewayUrl().toString());
    JsonNode forBots = rest.bot("/gateway/bot").body();
    assertThat(forBots.path("url").asText()).isEqualTo(discord.gatewayUrl().toString());
    assertThat(forBots.path("shards").asInt()).isEqualTo(1);
    assertThat(forBots.path("session_start_limit").path("remaining").asInt()).isPositive();
  }

  @Test
  void theBotKnowsItselfAndItsGuilds() throws Exception {
    assertThat(rest.bot("/users/@me").body().path("id").asText()).isEqualTo(BotUser.BOT.id());
    assertThat(rest.bot("/users/@me/guilds").body().findValuesAsText("name"))
        .containsExactly("Harbor");
    assertThat(rest.bot("/users/@me/guilds?after=" + HARBOR).body()).isEmpty();
    assertThat(rest.bot("/users/" + ADA).body().path("username").asText()).isEqualTo("ada");
    assertThat(rest.bot("/applications/@me").body().path("id").asText())
        .isEqualTo(BotUser.BOT.id());
  }

  @Test
  void aGuildIsToldWithItsRolesAndCountsWhenAskedFor() throws Exception {
    JsonNode guild = rest.bot("/guilds/" + HARBOR + "?with_counts=true").body();

    assertThat(guild.path("roles").findValuesAsText("name")).containsExactly("@everyone", "Sailor");
    assertThat(guild.path("approximate_member_count").asInt()).isEqualTo(3);
    assertThat(Long.parseLong(guild.path("roles").get(0).path("permissions").asText()) & 1 << 10)
        .as("everyone may view channels")
        .isNotZero();
    assertThat(rest.bot("/guilds/" + HARBOR).body().has("approximate_member_count")).isFalse();
  }

  @Test
  void membersComeInPagesByAscendingId() throws Exception {
    String members = "/guilds/" + HARBOR + "/members";

    JsonNode first = rest.bot(members + "?limit=2").body();
    JsonNode rest2 = rest.bot(members + "?limit=2&after=" + BEN).body();

    assertThat(first.findValuesAsText("username")).containsExactly("ada", "ben");
    assertThat(rest2.findValuesAsText("username")).containsExactly("spywatcher-bot");
    assertThat(rest.bot(members).body()).as("limit is 1 unless given").hasSize(1);
    assertThat(rest.bot(members + "/search?query=AD&limit=5").body().findValuesAsText("username"))
        .containsExactly("ada");
    assertThat(rest.bot(members + "/" + ADA).body().path("user").path("username").asText())
        .isEqualTo("ada");
  }

  @Test
  void channelsAndRolesAreTold() throws Exception {
    assertThat(rest.bot("/guilds/" + HARBOR + "/channels").body().findValuesAsText("name"))
        .containsExactly("general");
    assertThat(rest.bot("/guilds/" + HARBOR + "/roles").body()).hasSize(2);
    assertThat(rest.bot("/guilds/" + HARBOR + "/roles/" + SAILOR).body().path("name").asText())
        .isEqualTo("Sailor");
    assertThat(rest.bot("/channels/" + GENERAL).body().path("name").asText()).isEqualTo("general");
  }

  @ParameterizedTest
  @CsvSource({
    "/guilds/1,                              404, 10004",
    "/guilds/349226271420449824/members/1,   404, 10007",
    "/guilds/349226271420449824/roles/1,     404, 10011",
    "/channels/1,                            404, 10003",
    "/users/1,                               404, 10013",
    "/guilds/abc,                            400, 50035",
    "/guilds/99999999999999999999,           400, 50035",
    "/guilds/349226271420449824/members?limit=0,    400, 50035",
    "/guilds/349226271420449824/members?limit=1001, 400, 50035",
    "/guilds/349226271420449824/members/search,     400, 50035",
    "/nothing,                               404, 0",
    "/guilds,                                404, 0",
    "/guilds/1/2/3/4,                        404, 0",
    "/oauth2,                                404, 0"
  })
  void whatThereIsNotIsSaidInDiscordsWords(String path, int status, int code) throws Exception {
    Rest.Answer answer = rest.bot(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asInt(-1)).isEqualTo(code);
    assertThat(answer.body().path("message").asText()).isNotEmpty();
  }

  @Test
  void aGuildThatTheBotHasLeftIsDenied() throws Exception {
    discord.removeGuild(HARBOR);

    Rest.Answer answer = rest.bot("/guilds/" + HARBOR);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("code").asInt()).isEqualTo(50001);
  }

  @Test
  void aWrongTokenVersionOrMethodIsRefused() throws Exception {
    assertThat(rest.get("/api/v10/users/@me").status()).isEqualTo(401);
    assertThat(
            rest.send(rest.request("/api/v10/users/@me").header("Authorization", "Bearer abc"))
                .status())
        .isEqualTo(401);
    assertThat(rest.get("/api/v9/gateway").body().path("code").asInt()).isEqualTo(50041);
    assertThat(rest.get("/api/gateway").status()).isEqualTo(404);
    assertThat(rest.get("/").body().path("message").asText()).isEqualTo("404: Not Found");
    assertThat(rest.call("DELETE", "/api/v10/guilds/" + HARBOR, "").status()).isEqualTo(405);
  }

  @Test
  void theTokenAndTheIntentThatWereSetAreAskedFor() throws Exception {
    FakeDiscordOptions strict =
        FakeDiscordOptions.builder()
            .token("right")
            .disallowedIntents(Set.of(Intent.GUILD_MEMBERS))
            .build();
    try (FakeDiscord other = FakeDiscord.start(strict)) {
      other.accept(Guilds.harbor());
      Rest there = new Rest(other);
      String members = "/api/v10/guilds/" + HARBOR + "/members";
      assertThat(there.bot("/users/@me").status()).isEqualTo(401);
      Rest.Answer denied = there.send(there.request(members).header("Authorization", "Bot right"));
      assertThat(denied.body().path("code").asInt()).isEqualTo(50001);
    }
  }

  @Test
  void theBotMayWriteAndHearsItself() throws Exception {
    String messages = "/api/v10/channels/" + GENERAL + "/messages";
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      Rest.Answer answer = rest.call("POST", messages, "{\"content\":\"pong\"}");

      assertThat(answer.status()).isEqualTo(200);
      JsonNode told = bot.dispatch("MESSAGE_CREATE");
      assertThat(told.path("id")).isEqualTo(answer.body().path("id"));
      assertThat(told.path("author").path("bot").asBoolean()).isTrue();
    }
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      String typing = "/api/v10/channels/" + GENERAL + "/typing";
      assertThat(rest.call("POST", typing, "").status()).isEqualTo(204);
      assertThat(bot.dispatch("TYPING_START").path("user_id").asText()).isEqualTo(BotUser.BOT.id());
    }
    assertThat(rest.call("POST", messages, "{\"content\":\"\"}").body().path("code").asInt())
        .isEqualTo(50006);
    assertThat(rest.call("POST", messages, "{").status()).isEqualTo(400);
  }

  @Test
  void everyAnswerTellsWhatIsLeftAndOneTooManyIs429() throws Exception {
    try (FakeDiscord strict =
        FakeDiscord.start(FakeDiscordOptions.builder().requestLimit(2).build())) {
      Rest there = new Rest(strict);
      Rest.Answer first = there.bot("/users/@me");
      assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
      assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
      assertThat(Double.parseDouble(first.header("X-RateLimit-Reset-After"))).isBetween(0.0, 1.0);
      assertThat(first.header("X-RateLimit-Bucket")).isNotEmpty();

      Rest.Answer over = there.bot("/users/@me");
      while (over.status() == 200) {
        over = there.bot("/users/@me");
      }

      assertThat(over.status()).isEqualTo(429);
      assertThat(over.header("Retry-After")).isEqualTo("1");
      assertThat(over.header("via")).isNotEmpty();
      assertThat(over.body().path("retry_after").asDouble()).isBetween(0.0, 1.0);
      assertThat(there.bot("/gateway/bot").status()).as("another route").isEqualTo(200);
    }
  }

  @Test
  void faultsMeetTheRequestsThatTheyAreAimedAt() throws Exception {
    discord.strike(new RateLimit(new Aim("/users/@me", 2), Duration.ofMillis(1500), true));
    discord.strike(new ServerError(Aim.NEXT, 502));

    assertThat(rest.bot("/gateway/bot").status()).isEqualTo(502);
    assertThat(rest.bot("/gateway/bot").status()).isEqualTo(200);
    Rest.Answer limited = rest.bot("/users/@me");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isEqualTo("2");
    assertThat(limited.header("X-RateLimit-Global")).isEqualTo("true");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("global");
    assertThat(limited.body().path("retry_after").asDouble()).isEqualTo(1.5);
    assertThat(rest.bot("/users/@me").status()).isEqualTo(429);
    assertThat(rest.bot("/users/@me").status()).isEqualTo(200);
  }

  @Test
  void aConnectionCanBeResetAndAnAnswerLate() throws Exception {
    discord.strike(new ConnectionReset(new Aim("", 100)));
    assertThatThrownBy(() -> rest.bot("/users/@me")).isInstanceOf(IOException.class);
    discord.lift("connection-reset");

    discord.strike(new SlowAnswers(Aim.NEXT, Duration.ofMillis(400)));
    long begun = System.nanoTime();
    assertThat(rest.bot("/users/@me").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(390));
  }

  @Test
  void theUsersOwnMappingsWin(@TempDir Path folder) throws Exception {
    Path mappings = Files.createDirectory(folder.resolve("mappings"));
    Files.writeString(
        mappings.resolve("me.json"),
        "{\"request\":{\"method\":\"GET\",\"urlPath\":\"/api/v10/users/@me\"},"
            + "\"response\":{\"status\":200,\"jsonBody\":{\"id\":\"42\"}}}");
    for (Path given : List.of(folder, mappings)) {
      try (FakeDiscord mapped =
          FakeDiscord.start(FakeDiscordOptions.builder().mappings(given).build())) {
        Rest there = new Rest(mapped);
        assertThat(there.bot("/users/@me").body().toString()).isEqualTo("{\"id\":\"42\"}");
        assertThat(there.call("POST", "/__admin/reset", "").status()).isEqualTo(200);
        assertThat(there.bot("/users/@me").body().toString()).isEqualTo("{\"id\":\"42\"}");
        assertThat(there.bot("/gateway/bot").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void mappingsThatCannotBeReadAreNamed(@TempDir Path folder) throws Exception {
    Path mappings = Files.createDirectory(folder.resolve("mappings"));
    Files.writeString(mappings.resolve("broken.json"), "{\"request\": 5");
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThatThrownBy(
            () -> FakeDiscord.start(FakeDiscordOptions.builder().mappings(mappings).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--mappings")
        .hasMessageContaining("broken.json");
    assertThatThrownBy(
            () -> FakeDiscord.start(FakeDiscordOptions.builder().mappings(other).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a folder named mappings");
  }

  @Test
  void whatWasAskedIsRemembered() throws Exception {
    rest.bot("/users/@me");

    List<Received> asked =
        discord.awaitReceived(
            one ->
                one instanceof Received.Request request
                    && request.path().equals("/api/v10/users/@me")
                    && request.status() == 200,
            1,
            Duration.ofSeconds(5));

    assertThat(asked).hasSize(1);
    assertThat(discord.received().toString()).doesNotContain("abc");
  }
}
