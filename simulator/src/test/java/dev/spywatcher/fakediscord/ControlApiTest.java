package dev.spywatcher.fakediscord;

import static dev.spywatcher.fakediscord.Guilds.ADA;
import static dev.spywatcher.fakediscord.Guilds.GENERAL;
import static dev.spywatcher.fakediscord.Guilds.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control calls of the fake. */
@Timeout(60)
class ControlApiTest {

  private static FakeDiscord discord;
  private static Rest rest;

  @BeforeAll
  static void start() {
    discord = FakeDiscord.start(FakeDiscordOptions.defaults());
    rest = new Rest(discord);
  }

  @AfterAll
  static void stop() {
    discord.close();
  }

  @BeforeEach
  void begin() throws Exception {
    discord.reset();
    String guild =
        "{\"name\":\"Harbor\",\"channels\":[{\"id\":\"%s\",\"name\":\"general\"}],\"members\":["
                .formatted(GENERAL)
            + "{\"userId\":\"%s\",\"username\":\"ada\",\"createdAt\":\"2024-01-01T00:00:00Z\"}]}"
                .formatted(ADA);
    assertThat(rest.call("PUT", "/control/guilds/" + HARBOR, guild).status()).isEqualTo(204);
  }

  @Test
  void aGuildThatWasPutIsShownAsItWasGiven() throws Exception {
    assertThat(rest.get("/control/guilds").body().findValuesAsText("name"))
        .containsExactly("Harbor");
    JsonNode guild = rest.get("/control/guilds/" + HARBOR).body();
    assertThat(guild.path("members").findValuesAsText("username")).containsExactly("ada");
    assertThat(guild.path("members").get(0).path("status").asText()).isEqualTo("offline");
  }

  @Test
  void eventsReachBotsAndAreCounted() throws Exception {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      Rest.Answer answer =
          rest.call(
              "POST",
              "/control/events",
              "[{\"type\":\"join\",\"guildId\":\"%s\",\"userId\":\"77\",\"username\":\"eve\","
                      .formatted(HARBOR)
                  + "\"createdAt\":\"2024-01-01T00:00:00Z\"},"
                  + "{\"type\":\"typing\",\"guildId\":\"%s\",\"userId\":\"77\",\"channelId\":\"%s\"}]"
                      .formatted(HARBOR, GENERAL));

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
      bot.dispatch("GUILD_MEMBER_ADD");
      assertThat(bot.dispatch("TYPING_START").path("user_id").asText()).isEqualTo("77");
    }
  }

  @Test
  void oneBadEventAndNoneHappens() throws Exception {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      bot.dispatch("GUILD_CREATE");
      Rest.Answer answer =
          rest.call(
              "POST",
              "/control/events",
              "[{\"type\":\"leave\",\"guildId\":\"%s\",\"userId\":\"%s\"},".formatted(HARBOR, ADA)
                  + "{\"type\":\"leave\",\"guildId\":\"%s\",\"userId\":\"%s\"}]"
                      .formatted(HARBOR, ADA));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().path("index").asInt()).isEqualTo(1);
      assertThat(answer.body().path("message").asText()).contains("not a member");
      assertThat(bot.heardWithin(200)).isEmpty();
    }
  }

  @Test
  void membersAndGuildsCanBeTakenAway() throws Exception {
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      String member = "/control/guilds/" + HARBOR + "/members/" + ADA;
      assertThat(rest.call("DELETE", member, "").status()).isEqualTo(204);
      bot.dispatch("GUILD_MEMBER_REMOVE");
      assertThat(rest.call("DELETE", member, "").status()).isEqualTo(404);
      assertThat(rest.call("POST", "/control/reset", "").status()).isEqualTo(204);
      assertThat(bot.dispatch("GUILD_DELETE").path("id").asText()).isEqualTo(HARBOR);
    }
  }

  @Test
  void faultsAreOrderedByNameAndLifted() throws Exception {
    assertThat(rest.get("/control/faults").body().path("known").size()).isEqualTo(10);
    String faults = "/control/faults/server-error";
    Rest.Answer armed =
        rest.call("PUT", faults, "{\"route\":\"/users\",\"times\":3,\"status\":503}");
    assertThat(armed.body().path("requests").asInt()).isEqualTo(3);
    assertThat(rest.bot("/users/@me").status()).isEqualTo(503);
    assertThat(rest.get("/control/faults").body().path("armed").get(0).path("left").asInt())
        .isEqualTo(2);
    assertThat(rest.call("DELETE", faults, "").status()).isEqualTo(204);
    assertThat(rest.bot("/users/@me").status()).isEqualTo(200);

    try (GatewayBot bot = GatewayBot.ready(discord)) {
      Rest.Answer struck = rest.call("PUT", "/control/faults/close", "{\"code\":4000}");
      assertThat(struck.body().path("connections").asInt()).isEqualTo(1);
      assertThat(bot.closeCode()).isEqualTo(4000);
    }
  }

  @Test
  void whoLoggedInIsShownAndCanBeWaitedFor() throws Exception {
    assertThat(rest.get("/control/sessions/wait?timeout=50ms").status()).isEqualTo(408);
    try (GatewayBot bot = GatewayBot.ready(discord)) {
      JsonNode sessions = rest.get("/control/sessions/wait?timeout=5s").body();
      assertThat(sessions)
          .anyMatch(
              one ->
                  one.path("connected").asBoolean() && one.path("library").asText().equals("raw"));
      assertThat(rest.get("/control/received").body().toString())
          .contains("\"op\":2")
          .doesNotContain("abc");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | /control/guilds/abc          | {"name":"x"}          | 400 | not a Discord id
          PUT    | /control/guilds/5            | {                     | 400 | not JSON
          PUT    | /control/guilds/5            |                       | 400 | empty
          PUT    | /control/guilds/5            | []                    | 400 | not an object
          GET    | /control/guilds/5            |                       | 404 | no guild
          PATCH  | /control/guilds/5            |                       | 405 | use GET
          POST   | /control/events              | 5                     | 400 | not an object
          POST   | /control/events              | {"type":"dance"}      | 400 | guildId
          GET    | /control/events              |                       | 405 | use POST
          PUT    | /control/faults/nonsense     |                       | 404 | drop-socket
          PUT    | /control/faults/close        | {"code":5}            | 400 | code: 5
          PUT    | /control/faults/close        | {"code":"x"}          | 400 | whole number
          PUT    | /control/faults/close        | {"cod":4000}          | 400 | cod
          PUT    | /control/faults/close        | not json              | 400 | not JSON
          PUT    | /control/faults/drop-socket  | {"x":1}               | 400 | it has none
          PUT    | /control/faults/rate-limit   | {"route":"users"}     | 400 | route
          PUT    | /control/faults/rate-limit   | {"times":0}           | 400 | times: 0
          PUT    | /control/faults/slow-answers | {"delay":"2h"}        | 400 | delay
          PUT    | /control/faults/server-error | {"status":200}        | 400 | status: 200
          GET    | /control                     |                       | 404 | /control/guilds
          GET    | /control/nothing             |                       | 404 | /control/guilds
          GET    | /control/sessions/wait?timeout=x |                   | 400 | timeout
          """)
  void aCallThatIsWrongIsToldWhy(String method, String path, String body, int status, String words)
      throws Exception {
    Rest.Answer answer = rest.call(method, path, body == null ? "" : body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("message").asText()).contains(words);
    assertThat(answer.body().path("code").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/control/guilds", "/__admin/mappings"})
  void aPageOfAnotherOriginIsRefused(String path) throws Exception {
    int foreign = discordAnswer(path, "https://evil.example");
    assertThat(foreign).isEqualTo(403);
    assertThat(discordAnswer(path, discord.url().toString())).isEqualTo(200);
  }

  private static int discordAnswer(String path, String origin) throws Exception {
    return java.net.http.HttpClient.newHttpClient()
        .send(
            rest.request(path).header("Origin", origin).build(),
            java.net.http.HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
