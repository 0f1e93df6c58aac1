package dev.spywatcher.control;

import static dev.spywatcher.control.Tester.event;
import static dev.spywatcher.control.Tester.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.WebSocketClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each call of the control API does. Each test has a guild of its own on the same server. */
@Timeout(60)
class ControlCallsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static Tester tester;

  @BeforeAll
  static void startServer() throws Exception {
    tester = new Tester();
  }

  @AfterAll
  static void stopServer() {
    tester.close();
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }

  private static void accept(String body, int count) {
    Answer answer = tester.post("/control/events", body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(answer.body().toString()).isEqualTo("{\"accepted\":" + count + "}");
  }

  private static List<String> sentEvents(String guildId) {
    Answer answer = tester.get("/control/messages?guild=" + guildId);
    return StreamSupport.stream(answer.body().get("messages").spliterator(), false)
        .filter(row -> row.get("direction").asText().equals("sent"))
        .map(row -> row.get("event").asText())
        .toList();
  }

  private static JsonNode payload(String guildId, String event) {
    Answer answer = tester.get("/control/messages?guild=" + guildId + "&event=" + event);
    assertThat(answer.body().get("matched").asInt()).as("%s", answer).isEqualTo(1);
    return answer.body().get("messages").get(0).get("payload");
  }

  @Test
  void healthSaysWhatRunsAndSinceWhen() {
    Answer answer = tester.get("/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("status").asText()).isEqualTo("up");
    assertThat(answer.body().get("source").asText()).isEqualTo("none");
    assertThat(answer.body().get("guilds").isInt()).isTrue();
    assertThat(answer.body().get("connections").isInt()).isTrue();
    assertThat(Instant.parse(answer.body().get("since").asText())).isBefore(Instant.now());
  }

  @Test
  void answersAreJsonThatNobodyKeeps() {
    Answer answer = tester.get("/health");

    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(answer.response().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.response().body()).endsWith("\n");
  }

  @Test
  void headAnswersLikeGetWithoutABody() {
    Answer answer =
        tester.call(tester.request("/control/guilds").method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void aGuildIsShownAsItWasPut() throws Exception {
    String guild = tester.announceGuild();

    assertThat(tester.get("/control/guilds/" + guild).body())
        .isEqualTo(
            json(
                """
                {"id": "%s", "name": "Spies",
                 "channels": [{"id": "10", "name": "general"}, {"id": "11", "name": "lounge"}],
                 "roles": [{"id": "20", "name": "Moderator"}, {"id": "21", "name": "VIP"}],
                 "members": [
                   {"userId": "ada", "username": "Ada", "createdAt": "2020-02-29T12:00:00.000Z",
                    "bot": false, "roles": ["20", "21"], "status": "offline", "platforms": []},
                   {"userId": "robot", "username": "R2", "createdAt": "2021-01-01T00:00:00.000Z",
                    "bot": true, "roles": [], "status": "offline", "platforms": []}]}
                """
                    .formatted(guild)));
  }

  @Test
  void guildsAreListedWithTheirSizes() throws Exception {
    String guild = tester.announceGuild();

    assertThat(tester.get("/control/guilds").body())
        .contains(
            json(
                """
                {"id": "%s", "name": "Spies", "members": 2, "channels": 2, "roles": 2}
                """
                    .formatted(guild)));
  }

  @Test
  void aGuildNeedsNothingButAnId() {
    assertThat(tester.put("/control/guilds/bare", "{}").status()).isEqualTo(204);
    assertThat(
            tester
                .put(
                    "/control/guilds/nulls",
                    "{\"name\":null,\"channels\":null,\"roles\":null,\"members\":null}")
                .status())
        .isEqualTo(204);

    assertThat(tester.get("/control/guilds/bare").body().get("name").asText())
        .isEqualTo("Guild bare");
    assertThat(tester.get("/control/guilds/nulls").body().get("members")).isEmpty();
  }

  @Test
  void aGuildMayRepeatItsIdInTheBody() {
    assertThat(tester.put("/control/guilds/repeated", "{\"id\":\"repeated\"}").status())
        .isEqualTo(204);
  }

  @Test
  void anIdMayHoldAnythingThatAUrlCanEncode() {
    assertThat(tester.put("/control/guilds/a%2Fb%20%F0%9F%91%BB+c", "{}").status()).isEqualTo(204);

    assertThat(tester.get("/control/guilds/a%2Fb%20%F0%9F%91%BB+c").body().get("id").asText())
        .isEqualTo("a/b \uD83D\uDC7B+c");
  }

  @Test
  void whomAPutLeavesOutIsRemoved() throws Exception {
    String guild = tester.announceGuild();

    Answer answer = tester.put("/control/guilds/" + guild, "{\"name\":\"Empty\"}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(tester.get("/control/guilds/" + guild).body())
        .isEqualTo(
            json(
                """
                {"id": "%s", "name": "Empty", "channels": [], "roles": [], "members": []}
                """
                    .formatted(guild)));
  }

  @Test
  void aMemberIsRemoved() {
    String guild = tester.announceGuild();

    assertThat(tester.delete("/control/guilds/" + guild + "/members/ada").status()).isEqualTo(204);

    assertThat(tester.get("/control/guilds/" + guild).body().get("members"))
        .extracting(member -> member.get("userId").asText())
        .containsExactly("robot");
  }

  @Test
  void removingWhoIsNoMemberIsHarmless() {
    String guild = tester.announceGuild();

    assertThat(tester.delete("/control/guilds/" + guild + "/members/nobody").status())
        .isEqualTo(204);
  }

  @Test
  void aSubscriberHearsNoMoreOnceRemoved() throws Exception {
    String guild = tester.announceGuild();
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      accept(message(guild), 1);
      tester.delete("/control/guilds/" + guild + "/members/ada");
      accept(event("presence", guild, "\"status\":\"idle\"").replace("ada", "robot"), 1);
    }

    assertThat(recipients(guild, "message:new")).isEqualTo(1);
    assertThat(recipients(guild, "presence:update")).isZero();
  }

  private static int recipients(String guild, String event) {
    return tester
        .get("/control/messages?guild=" + guild + "&event=" + event)
        .body()
        .get("messages")
        .get(0)
        .get("recipients")
        .asInt();
  }

  @Test
  void aMessageIsTold() throws Exception {
    String guild = tester.announceGuild();

    accept(
        event(
            "message",
            guild,
            "\"channelId\":\"11\",\"content\":\"hello\",\"timestamp\":\"2026-01-31T12:00:00Z\""),
        1);

    assertThat(payload(guild, "message:new"))
        .isEqualTo(
            json(
                """
                {"userId": "ada", "username": "Ada", "channelId": "11", "channelName": "lounge",
                 "timestamp": "2026-01-31T12:00:00.000Z"}
                """));
  }

  @Test
  void aMessageNeedsNoContent() {
    String guild = tester.announceGuild();

    accept(event("message", guild, "\"channelId\":\"11\""), 1);

    assertThat(sentEvents(guild)).containsExactly("message:new");
  }

  @Test
  void typingIsTakenInSilently() {
    String guild = tester.announceGuild();

    accept(event("typing", guild, "\"channelId\":\"11\""), 1);

    assertThat(sentEvents(guild)).isEmpty();
  }

  @Test
  void aPresenceIsToldAndRemembered() throws Exception {
    String guild = tester.announceGuild();

    accept(
        event(
            "presence",
            guild,
            "\"status\":\"dnd\",\"platforms\":[\"web\",\"desktop\",\"web\"],"
                + "\"timestamp\":\"2026-01-31T12:00:00Z\""),
        1);

    assertThat(sentEvents(guild)).containsExactly("presence:update", "alert:multiClient");
    assertThat(payload(guild, "presence:update").get("status").asText()).isEqualTo("dnd");
    assertThat(payload(guild, "alert:multiClient"))
        .isEqualTo(
            json(
                """
                {"userId": "ada", "username": "Ada", "platforms": ["desktop", "web"],
                 "timestamp": "2026-01-31T12:00:00.000Z"}
                """));
    JsonNode ada = tester.get("/control/guilds/" + guild).body().get("members").get(0);
    assertThat(ada.get("status").asText()).isEqualTo("dnd");
    assertThat(ada.get("platforms")).isEqualTo(json("[\"desktop\", \"web\"]"));
  }

  @Test
  void aPresenceNeedsNoPlatforms() {
    String guild = tester.announceGuild();

    accept(event("presence", guild, "\"status\":\"offline\""), 1);

    assertThat(payload(guild, "presence:update").get("status").asText()).isEqualTo("offline");
  }

  @Test
  void addedRolesAreTold() throws Exception {
    String guild = tester.announceGuild();

    accept(
        "["
            + event("roles", guild, "\"roles\":[]")
            + ","
            + event("roles", guild, "\"roles\":[\"21\"],\"timestamp\":\"2026-01-31T12:00:00.5Z\"")
            + "]",
        2);

    assertThat(payload(guild, "role:change"))
        .isEqualTo(
            json(
                """
                {"userId": "ada", "username": "Ada", "addedRoles": ["VIP"],
                 "timestamp": "2026-01-31T12:00:00.500Z"}
                """));
  }

  @Test
  void aJoinIsToldWithTheAgeOfTheAccount() throws Exception {
    String guild = tester.announceGuild();

    accept(
        """
        {"type": "join", "guildId": "%s", "userId": "new", "username": "Newton",
         "createdAt": "2026-01-01T12:00:01Z", "timestamp": "2026-01-31T12:00:00Z"}
        """
            .formatted(guild),
        1);

    assertThat(payload(guild, "user:join"))
        .isEqualTo(
            json(
                """
                {"userId": "new", "username": "Newton", "accountAgeDays": 29,
                 "timestamp": "2026-01-31T12:00:00.000Z"}
                """));
    assertThat(tester.get("/control/guilds/" + guild).body().get("members")).hasSize(3);
  }

  @Test
  void aJoinOfABotIsSilent() {
    String guild = tester.announceGuild();

    accept(
        """
        {"type": "join", "guildId": "%s", "userId": "new", "username": "Newton",
         "createdAt": "2026-01-01T12:00:01Z", "bot": true}
        """
            .formatted(guild),
        1);

    assertThat(sentEvents(guild)).isEmpty();
    assertThat(tester.get("/control/guilds/" + guild).body().get("members")).hasSize(3);
  }

  @Test
  void aLeaveEndsTheMembership() {
    String guild = tester.announceGuild();

    accept(event("leave", guild, ""), 1);

    assertThat(tester.get("/control/guilds/" + guild).body().get("members")).hasSize(1);
  }

  @Test
  void anEventWithoutATimeHappensNow() {
    String guild = tester.announceGuild();
    Instant now = Instant.parse(tester.get("/health").body().get("now").asText());

    accept(message(guild), 1);

    assertThat(Instant.parse(payload(guild, "message:new").get("timestamp").asText()))
        .isCloseTo(now, within(20, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.000000000Z",
        "2026-01-31T12:00Z",
        "2026-01-31T14:00:00+02:00"
      })
  void aTimeMayBeWrittenInAnyFormOfIso(String time) {
    String guild = tester.announceGuild();

    accept(event("message", guild, "\"channelId\":\"10\",\"timestamp\":\"" + time + "\""), 1);

    assertThat(payload(guild, "message:new").get("timestamp").asText())
        .isEqualTo("2026-01-31T12:00:00.000Z");
  }

  @Test
  void aListOfEventsIsAppliedInItsOrder() {
    String guild = tester.announceGuild();
    List<String> events = new ArrayList<>();
    events.add(event("presence", guild, "\"status\":\"online\""));
    events.add(message(guild));
    events.add(event("presence", guild, "\"status\":\"idle\""));

    accept(events.toString(), 3);

    assertThat(sentEvents(guild))
        .containsExactly("presence:update", "message:new", "presence:update");
  }

  @Test
  void anEmptyListIsAccepted() {
    accept("[]", 0);
  }

  @Test
  void tenThousandEventsAreAcceptedAtOnce() {
    String guild = tester.announceGuild();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      events.add(event("typing", guild, "\"channelId\":\"10\""));
    }

    accept(events.toString(), 10_000);
  }

  @Test
  void messagesAreFoundByGuildEventAndNumber() {
    String guild = tester.announceGuild();
    accept(message(guild), 1);
    accept(event("presence", guild, "\"status\":\"idle\""), 1);
    accept(message(guild), 1);

    JsonNode all = tester.get("/control/messages?guild=" + guild).body();
    assertThat(all.get("matched").asInt()).isEqualTo(3);
    assertThat(
            tester
                .get("/control/messages?event=message:new&guild=" + guild)
                .body()
                .get("matched")
                .asInt())
        .isEqualTo(2);
    long first = all.get("messages").get(0).get("seq").asLong();
    assertThat(
            tester
                .get("/control/messages?guild=" + guild + "&since=" + first)
                .body()
                .get("messages"))
        .extracting(row -> row.get("event").asText())
        .containsExactly("presence:update", "message:new");
  }

  @Test
  void aMessageIsShownWithAllThatIsKnownOfIt() {
    String guild = tester.announceGuild();
    accept(message(guild), 1);

    JsonNode row = tester.get("/control/messages?guild=" + guild).body().get("messages").get(0);

    assertThat(row.get("direction").asText()).isEqualTo("sent");
    assertThat(row.get("event").asText()).isEqualTo("message:new");
    assertThat(row.get("guildId").asText()).isEqualTo(guild);
    assertThat(row.get("recipients").asInt()).isZero();
    assertThat(row.get("seq").isIntegralNumber()).isTrue();
    assertThat(Instant.parse(row.get("at").asText()))
        .isCloseTo(Instant.now(), within(Duration.ofHours(1)));
    assertThat(row.get("payload").get("username").asText()).isEqualTo("Ada");
    assertThat(row.toString()).as("the content of the message").doesNotContain("hello");
  }

  @Test
  void whatAClientAskedForIsShownAsReceived() throws Exception {
    String guild = tester.announceGuild();
    tester.subscriber(guild).close();

    JsonNode row = tester.get("/control/messages?guild=" + guild).body().get("messages").get(0);

    assertThat(row.get("direction").asText()).isEqualTo("received");
    assertThat(row.get("event").asText()).isEqualTo("subscribe:guild");
    assertThat(row.has("payload")).isFalse();
  }
}
