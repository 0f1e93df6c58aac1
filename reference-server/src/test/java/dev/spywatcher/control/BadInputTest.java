package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.control.Tester.Answer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is answered with what is wrong, where, and what would be right; nothing is applied. */
@Timeout(60)
class BadInputTest {

  private static Tester tester;
  private static String guild = "";

  @BeforeAll
  static void startServer() throws Exception {
    tester = new Tester();
    guild = tester.announceGuild();
  }

  @AfterAll
  static void stopServer() {
    tester.close();
  }

  /** A body, in which GUILD stands for a known guild, and what the refusal says of it. */
  private record Bad(String body, List<String> told) {
    @Override
    public String toString() {
      return body.length() > 100 ? body.substring(0, 100) + "…" : body;
    }

    String sent() {
      return body.replace("GUILD", guild);
    }
  }

  private static Bad bad(String body, String... told) {
    return new Bad(body, Arrays.asList(told));
  }

  private static Bad badEvent(String type, String fields, String... told) {
    return bad(Tester.event(type, "GUILD", fields), told);
  }

  static List<Bad> badEvents() {
    String tooLong = "9".repeat(65);
    return List.of(
        bad("{}", "type", "is missing", "a string"),
        bad("7", "7", "is not an object"),
        bad("\"message\"", "\"message\"", "is not an object"),
        bad("null", "is not an object"),
        bad("true", "is not an object"),
        bad("{\"type\":7}", "type", "7", "is not a string"),
        bad("{\"type\":null}", "type", "is missing"),
        badEvent("poke", "", "type", "\"poke\"", "message, typing, presence, roles, join, leave"),
        badEvent("MESSAGE", "", "type", "\"MESSAGE\"", "message, typing"),
        bad("{\"type\":\"leave\"}", "guildId", "is missing", "Discord id"),
        bad("{\"type\":\"leave\",\"guildId\":900}", "guildId", "900", "give a string"),
        bad("{\"type\":\"leave\",\"guildId\":\" \"}", "guildId", "\" \"", "is not an id"),
        bad("{\"type\":\"leave\",\"guildId\":\"" + tooLong + "\"}", "guildId", "64 characters"),
        bad("{\"type\":\"leave\",\"guildId\":[\"1\"]}", "guildId", "[\"1\"]", "give a string"),
        bad("{\"type\":\"leave\",\"guildId\":\"GUILD\"}", "userId", "is missing"),
        bad("{\"type\":\"leave\",\"guildId\":\"GUILD\",\"userId\":5}", "userId", "5", "a string"),
        bad(
            "{\"type\":\"leave\",\"guildId\":\"404\",\"userId\":\"ada\"}",
            "guildId",
            "\"404\"",
            "not a known guild"),
        bad(
            "{\"type\":\"leave\",\"guildId\":\"GUILD\",\"userId\":\"eve\"}",
            "userId",
            "\"eve\"",
            "not a member",
            "a join event"),
        badEvent("message", "", "channelId", "is missing"),
        badEvent("message", "\"channelId\":10", "channelId", "10", "give a string"),
        badEvent("message", "\"channelId\":\"77\"", "channelId", "\"77\"", "not a channel"),
        badEvent("message", "\"channelId\":\"10\",\"content\":{}", "content", "{}", "a string"),
        badEvent(
            "message",
            "\"channelId\":\"10\",\"content\":\"" + "x".repeat(10_001) + "\"",
            "content",
            "10000 characters"),
        badEvent("message", "\"channel\":\"10\"", "channelId", "is missing"),
        badEvent(
            "message",
            "\"channelId\":\"10\",\"colour\":1",
            "colour",
            "is not a field here",
            "channelId, content"),
        badEvent("typing", "", "channelId", "is missing"),
        badEvent("typing", "\"channelId\":\"77\"", "channelId", "\"77\"", "not a channel"),
        badEvent("typing", "\"channelId\":\"10\",\"content\":\"\"", "content", "not a field here"),
        badEvent(
            "typing", "\"channelId\":\"10\",\"timestamp\":\"now\"", "timestamp", "\"now\"", "Z"),
        badEvent("typing", "\"channelId\":\"10\",\"timestamp\":1769860800", "timestamp", "176986"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"2026-01-31\"",
            "timestamp",
            "\"2026-01-31\"",
            "2026-01-31T12:00:00Z"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"2026-02-30T12:00:00Z\"",
            "timestamp",
            "2026-02-30"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"2026-01-31T12:00:00\"",
            "timestamp",
            "such as 2026-01-31T12:00:00Z"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"1969-12-31T23:59:59Z\"",
            "timestamp",
            "1969"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"+10000-01-01T00:00:00Z\"",
            "timestamp",
            "+10000"),
        badEvent(
            "typing",
            "\"channelId\":\"10\",\"timestamp\":\"9999-01-01T00:00:00Z\"",
            "timestamp",
            "9999-01-01",
            "future"),
        badEvent("presence", "", "status", "is missing"),
        badEvent("presence", "\"status\":1", "status", "1", "is not a string"),
        badEvent(
            "presence", "\"status\":\"away\"", "status", "\"away\"", "online, idle, dnd, offline"),
        badEvent("presence", "\"status\":\"idle\",\"platforms\":\"web\"", "platforms", "\"web\""),
        badEvent(
            "presence",
            "\"status\":\"idle\",\"platforms\":[\"web\",\"tv\"]",
            "platforms",
            "\"tv\"",
            "desktop, mobile, web"),
        badEvent(
            "presence",
            "\"status\":\"idle\",\"platforms\":[null]",
            "platforms",
            "null",
            "desktop, mobile, web"),
        badEvent("presence", "\"status\":\"idle\",\"platforms\":{}", "platforms", "not a list"),
        badEvent("roles", "", "roles", "is missing", "all role ids"),
        badEvent("roles", "\"roles\":\"20\"", "roles", "\"20\"", "not a list"),
        badEvent("roles", "\"roles\":[\"20\",21]", "roles[1]", "21", "give a string"),
        badEvent("roles", "\"roles\":[\"20\",\"99\"]", "roles", "\"99\"", "not a role of guild"),
        badEvent("join", "", "username", "is missing"),
        badEvent("join", "\"username\":1", "username", "1", "not a string"),
        badEvent("join", "\"username\":\"A\"", "createdAt", "is missing", "2026-01-31T12:00:00Z"),
        badEvent(
            "join",
            "\"username\":\"A\",\"createdAt\":\"old\"",
            "createdAt",
            "\"old\"",
            "not a time"),
        badEvent(
            "join",
            "\"username\":\"A\",\"createdAt\":\"2020-01-01T00:00:00Z\",\"bot\":\"no\"",
            "bot",
            "\"no\"",
            "true or false"),
        badEvent("leave", "\"reason\":\"tired\"", "reason", "not a field here"),
        badEvent("leave", "\"" + "f".repeat(100) + "\":1", "f".repeat(64) + "…", "not a field"));
  }

  @ParameterizedTest
  @MethodSource("badEvents")
  void aBadEventIsRefusedWithItsFieldItsValueAndWhatIsRight(Bad bad) {
    JsonNode before = state();

    Answer answer = tester.post("/control/events", bad.sent());

    assertInvalid(answer, bad.told());
    assertThat(answer.body().path("index")).as("index in %s", answer).hasToString("0");
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("badEvents")
  void aListWithABadEventIsRefusedWhole(Bad bad) {
    JsonNode before = state();
    String good = Tester.event("presence", guild, "\"status\":\"dnd\"");

    Answer answer =
        tester.post("/control/events", "[" + good + "," + bad.sent() + "," + good + "]");

    assertInvalid(answer, bad.told());
    assertThat(answer.body().path("index")).as("index in %s", answer).hasToString("1");
    assertThat(state()).isEqualTo(before);
  }

  private static JsonNode state() {
    return tester.get("/control/guilds/" + guild).body();
  }

  private static void assertInvalid(Answer answer, List<String> told) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid");
    assertThat(answer.message()).contains(told).hasSizeLessThan(400);
  }

  static List<Bad> badGuilds() {
    String member = "{\"userId\":\"a\",\"username\":\"A\",\"createdAt\":\"2020-01-01T00:00:00Z\"";
    return List.of(
        bad("[]", "body", "[]", "not an object"),
        bad("7", "body", "7", "not an object"),
        bad("null", "body", "not an object"),
        bad("{\"id\":\"other\"}", "id", "GUILD-ID", "leave it out"),
        bad("{\"name\":7}", "name", "7", "not a string"),
        bad("{\"name\":\"" + "n".repeat(10_001) + "\"}", "name", "10000 characters"),
        bad("{\"member\":[]}", "member", "not a field here", "channels, id, members, name, roles"),
        bad("{\"channels\":{}}", "channels", "{}", "not a list"),
        bad("{\"channels\":[7]}", "channels[0]", "7", "not an object"),
        bad("{\"channels\":[{}]}", "channels[0].id", "is missing"),
        bad("{\"channels\":[{\"id\":1}]}", "channels[0].id", "1", "give a string"),
        bad("{\"channels\":[{\"id\":\"1\"}]}", "channels[0].name", "is missing"),
        bad("{\"channels\":[{\"id\":\"1\",\"name\":[]}]}", "channels[0].name", "[]", "a string"),
        bad(
            "{\"channels\":[{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"1\",\"name\":\"b\"}]}",
            "channels[1].id",
            "\"1\"",
            "twice"),
        bad(
            "{\"channels\":[{\"id\":\"1\",\"name\":\"a\",\"topic\":\"x\"}]}",
            "channels[0].topic",
            "not a field here",
            "id, name"),
        bad("{\"roles\":[{\"id\":\"1\"}]}", "roles[0].name", "is missing"),
        bad(
            "{\"roles\":[{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"1\",\"name\":\"b\"}]}",
            "roles[1].id",
            "\"1\"",
            "twice"),
        bad("{\"roles\":[{\"id\":\"1\",\"name\":\"a\",\"hue\":1}]}", "roles[0].hue", "not a field"),
        bad("{\"members\":[[]]}", "members[0]", "[]", "not an object"),
        bad("{\"members\":[{}]}", "members[0].userId", "is missing"),
        bad("{\"members\":[{\"userId\":\"a\"}]}", "members[0].username", "is missing"),
        bad(
            "{\"members\":[{\"userId\":\"a\",\"username\":\"A\"}]}",
            "members[0].createdAt",
            "is missing",
            "2026-01-31T12:00:00Z"),
        bad("{\"members\":[" + member + ",\"bot\":0}]}", "members[0].bot", "0", "true or false"),
        bad("{\"members\":[" + member + ",\"roles\":1}]}", "members[0].roles", "1", "a list"),
        bad("{\"members\":[" + member + ",\"roles\":[1]}]}", "members[0].roles[0]", "1", "an id"),
        bad(
            "{\"members\":[" + member + ",\"roles\":[\"9\"]}]}",
            "members[0].roles",
            "\"9\"",
            "not among the roles of this guild"),
        bad("{\"members\":[" + member + ",\"age\":1}]}", "members[0].age", "not a field here"),
        bad("{\"members\":[" + member + "}," + member + "}]}", "members[1].userId", "twice"));
  }

  @ParameterizedTest
  @MethodSource("badGuilds")
  void aBadGuildIsRefusedAndTheOldOneStays(Bad bad) {
    JsonNode before = state();

    Answer answer = tester.put("/control/guilds/" + guild, bad.body());

    assertInvalid(
        answer, bad.told().stream().map(text -> text.replace("GUILD-ID", guild)).toList());
    assertThat(answer.body().has("index")).isFalse();
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20", "%09%20"})
  void aGuildNeedsAnId(String id) {
    assertInvalid(tester.put("/control/guilds/" + id, "{}"), List.of("path", "is not an id"));
  }

  @Test
  void aGuildsIdHasAtMostSixtyFourCharacters() {
    assertInvalid(
        tester.put("/control/guilds/" + "9".repeat(65), "{}"), List.of("path", "64 characters"));
    assertThat(tester.put("/control/guilds/" + "9".repeat(64), "{}").status()).isEqualTo(204);
  }

  static List<Bad> badAdvances() {
    return List.of(
        bad("{}", "by", "is missing"),
        bad("[]", "body", "[]", "not an object"),
        bad("{\"by\":30}", "by", "30", "not a string"),
        bad("{\"by\":\"\"}", "by", "\"\"", "30s"),
        bad("{\"by\":\"30\"}", "by", "\"30\"", "500ms, 30s or 5m"),
        bad("{\"by\":\"-30s\"}", "by", "\"-30s\"", "not a duration"),
        bad("{\"by\":\"1.5s\"}", "by", "\"1.5s\"", "not a duration"),
        bad("{\"by\":\"30 s\"}", "by", "\"30 s\"", "not a duration"),
        bad("{\"by\":\"1w\"}", "by", "\"1w\"", "not a duration"),
        bad("{\"by\":\"31d\"}", "by", "\"31d\"", "at most 2592000s"),
        bad("{\"by\":\"9999999999s\"}", "by", "9999999999s", "at most"),
        bad("{\"by\":\"" + "9".repeat(5000) + "s\"}", "by", "…", "not a duration"),
        bad("{\"by\":\"30s\",\"to\":\"noon\"}", "to", "not a field here", "by"));
  }

  @ParameterizedTest
  @MethodSource("badAdvances")
  void aBadAdvanceIsRefused(Bad bad) {
    assertInvalid(tester.post("/control/clock/advance", bad.body()), bad.told());
  }

  private record BadQuery(String path, List<String> told) {
    @Override
    public String toString() {
      return path;
    }
  }

  static List<BadQuery> badQueries() {
    return List.of(
        new BadQuery("/control/messages?colour=red", List.of("?colour", "event, guild, since")),
        new BadQuery("/control/messages?since=x", List.of("?since", "\"x\"", "between 0 and")),
        new BadQuery("/control/messages?since=-1", List.of("?since", "\"-1\"", "between 0 and")),
        new BadQuery("/control/messages?since=1.5", List.of("?since", "\"1.5\"")),
        new BadQuery(
            "/control/messages?since=9223372036854775808",
            List.of("?since", "9223372036854775808")),
        new BadQuery("/control/messages?timeout=1s", List.of("?timeout", "not a parameter here")),
        new BadQuery("/control/messages/wait?count=x", List.of("?count", "\"x\"", "0 and 10000")),
        new BadQuery("/control/messages/wait?count=-1", List.of("?count", "\"-1\"")),
        new BadQuery("/control/messages/wait?count=10001", List.of("?count", "\"10001\"", "10000")),
        new BadQuery("/control/messages/wait?timeout=5", List.of("?timeout", "\"5\"", "5m")),
        new BadQuery("/control/messages/wait?timeout=-5s", List.of("?timeout", "\"-5s\"")),
        new BadQuery("/control/messages/wait?timeout=11m", List.of("?timeout", "at most 600s")),
        new BadQuery("/control/messages/wait?since=x", List.of("?since", "\"x\"")),
        new BadQuery("/control/messages/wait?limit=1", List.of("?limit", "count, timeout")));
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void aBadParameterIsRefused(BadQuery bad) {
    assertInvalid(tester.get(bad.path()), bad.told());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,",
        "nope",
        "{\"type\" \"message\"}",
        "{'type':'message'}",
        "{} {}",
        "[] x",
        "[]]",
        "\u0000",
        "{\"a\":01}"
      })
  void aBodyThatIsNoJsonIsRefusedWithThePlace(String body) {
    for (String call : List.of("/control/events", "/control/clock/advance")) {
      assertInvalid(tester.post(call, body), List.of("body", "not JSON", "line 1, column"));
    }
    assertInvalid(
        tester.put("/control/guilds/" + guild, body), List.of("body", "not JSON", "line 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void anEmptyBodyIsRefused(String body) {
    assertInvalid(tester.post("/control/events", body), List.of("body", "empty", "send JSON"));
    assertInvalid(
        tester.put("/control/guilds/" + guild, body), List.of("body", "empty", "send JSON"));
  }

  @Test
  void aBodyOfEndlessDepthIsRefused() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);

    assertInvalid(tester.post("/control/events", deep), List.of("body", "nested too deeply"));
    assertInvalid(
        tester.put("/control/guilds/" + guild, "{\"channels\":" + deep + "}"),
        List.of("body", "nested too deeply"));
  }

  @Test
  void aBodyThatIsNoUtf8IsRefused() {
    Answer answer =
        tester.call(
            tester
                .request("/control/events")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xC3, '"'})));

    assertInvalid(answer, List.of("body", "not JSON"));
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    long size = 64L * 1024 * 1024 + 1;

    Answer answer =
        tester.call(
            tester
                .request("/control/events")
                .POST(BodyPublishers.ofInputStream(() -> new Spaces(size))));

    assertThat(answer.status()).as("%s", answer).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("too_large");
    assertThat(answer.message()).contains("body", "64 MiB", "in parts");
  }

  /** So many spaces, made as they are read. */
  private static final class Spaces extends InputStream {
    private long left;

    private Spaces(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? ' ' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(length, left);
      if (count <= 0) {
        return -1;
      }
      Arrays.fill(into, offset, offset + count, (byte) ' ');
      left -= count;
      return count;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/control",
        "/control/",
        "/control/guild",
        "/control/guilds/1/members",
        "/control/guilds/1/channels/2",
        "/control/guilds/1/members/2/roles",
        "/control/events/1",
        "/Health",
        "/health/"
      })
  void anUnknownPathIsNotFound(String path) {
    URI uri = URI.create(tester.uri("/") + path.substring(1));
    Answer answer = tester.call(tester.request("/").uri(uri).GET());

    assertThat(answer.status()).as("%s", answer).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
    assertThat(answer.message()).contains("/control/guilds", "/control/events", "/health");
  }

  @Test
  void anUnknownGuildIsNotFound() {
    for (Answer answer :
        List.of(
            tester.get("/control/guilds/404"), tester.delete("/control/guilds/404/members/ada"))) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("not_found");
      assertThat(answer.message()).contains("guild", "GET /control/guilds");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /health",
        "POST /control/guilds",
        "DELETE /control/guilds/1",
        "POST /control/guilds/1",
        "PATCH /control/guilds/1",
        "GET /control/guilds/1/members/2",
        "PUT /control/guilds/1/members/2",
        "GET /control/events",
        "PUT /control/events",
        "HEAD /control/events",
        "GET /control/reset",
        "GET /control/clock/advance",
        "POST /control/messages",
        "DELETE /control/messages",
        "POST /control/messages/wait",
        "POST /control/connections",
        "GET /control/disconnect",
        "DELETE /metrics"
      })
  void anUnknownMethodIsNotAllowed(String call) {
    String[] parts = call.split(" ");
    Answer answer = tester.call(tester.request(parts[1]).method(parts[0], BodyPublishers.noBody()));

    assertThat(answer.status()).as("%s", answer).isEqualTo(405);
    assertThat(answer.response().headers().firstValue("Allow"))
        .hasValueSatisfying(allowed -> assertThat(allowed).matches("[A-Z, ]+"));
    if (!parts[0].equals("HEAD")) {
      assertThat(answer.code()).isEqualTo("method_not_allowed");
      assertThat(answer.message()).contains(parts[0]);
    }
  }
}
