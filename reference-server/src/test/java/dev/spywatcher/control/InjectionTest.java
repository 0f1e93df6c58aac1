package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.bus.RedisProgram;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.StartupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is injected at one server happens at the one that takes in the guild. */
@Timeout(240)
// Each test has several servers, which is enough for a machine at a time.
@Execution(ExecutionMode.SAME_THREAD)
class InjectionTest {

  private static final int SHARDS = 4;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

  private static RedisProgram redis;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String service = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    redis = RedisProgram.embedded();
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T kept(T resource) {
    open.add(resource);
    return resource;
  }

  private Tester server() throws StartupException {
    return kept(
        new Tester(ServerOptions.builder().redis(redis.address()).service(service).shards(SHARDS)));
  }

  private static Set<Integer> held(Tester server) {
    Set<Integer> held = new TreeSet<>();
    server.get("/health").body().at("/shards/held").forEach(shard -> held.add(shard.asInt()));
    return held;
  }

  /** Waits until each of the two holds its half. */
  private static void share(Tester one, Tester two) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(held(one)).hasSize(2);
              assertThat(held(two)).hasSize(2).doesNotContainAnyElementsOf(held(one));
            });
  }

  /** Id of a guild of the first shard that a server holds. */
  private static String guildOf(Tester server) {
    int shard =
        await().atMost(SOON).until(() -> held(server), held -> !held.isEmpty()).iterator().next();
    return String.valueOf((long) (SHARDS * 1_000 + shard) << 22);
  }

  private static void knows(Tester server, String guild, int members) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(server.get("/control/guilds/" + guild).body().path("members"))
                    .hasSize(members));
  }

  private static List<String> sent(Tester server, String guild) {
    List<String> recipients = new ArrayList<>();
    for (JsonNode row :
        server.get("/control/messages?event=message:new&guild=" + guild).body().get("messages")) {
      recipients.add(row.get("recipients").asText());
    }
    return recipients;
  }

  @Test
  void guildsMembersAndEventsGoToTheHolderWhoeverIsAsked() throws StartupException {
    Tester one = server();
    Tester two = server();
    share(one, two);
    String ofTwo = one.announceGuild(guildOf(two));
    knows(one, ofTwo, 2);
    knows(two, ofTwo, 2);
    StockClient client = kept(new StockClient(one.server.url(), "ada", "websocket"));
    client.subscribe(ofTwo);

    Answer answer = one.post("/control/events", Tester.message(ofTwo));

    assertThat(answer.toString()).isEqualTo("202 {\"accepted\":1}");
    await().atMost(SOON).untilAsserted(() -> assertThat(client.received).hasSize(1));
    await()
        .during(LONG_ENOUGH)
        .atMost(LONG_ENOUGH.plusSeconds(5))
        .untilAsserted(() -> assertThat(client.received).as("not twice").hasSize(1));

    assertThat(one.delete("/control/guilds/" + ofTwo + "/members/robot").status()).isEqualTo(204);
    knows(two, ofTwo, 1);
    knows(one, ofTwo, 1);
  }

  @Test
  void whatIsWrongIsSaidAsByTheServerThatWasAsked() throws StartupException {
    Tester one = server();
    Tester two = server();
    share(one, two);
    String ofOne = one.announceGuild(guildOf(one));
    String ofTwo = one.announceGuild(guildOf(two));
    knows(one, ofTwo, 2);
    knows(two, ofOne, 2);

    String stranger = Tester.message(ofTwo).replace("ada", "nobody");
    Answer alone = one.post("/control/events", "[" + stranger + "]");
    assertThat(alone.status()).as("%s", alone).isEqualTo(400);
    assertThat(alone.body().get("index").asInt()).isZero();

    Answer mixed =
        one.post(
            "/control/events",
            "[" + Tester.message(ofOne) + "," + Tester.message(ofTwo) + "," + stranger + "]");
    assertThat(mixed.status()).as("%s", mixed).isEqualTo(400);
    assertThat(mixed.body().get("index").asInt()).as("%s", mixed).isEqualTo(2);
    assertThat(mixed.message()).isEqualTo(alone.message());
    await()
        .during(LONG_ENOUGH)
        .atMost(LONG_ENOUGH.plusSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(sent(one, ofOne)).as("none has happened").isEmpty();
              assertThat(sent(two, ofTwo)).as("none has happened").isEmpty();
            });

    Answer both =
        one.post(
            "/control/events", "[" + Tester.message(ofTwo) + "," + Tester.message(ofOne) + "]");
    assertThat(both.toString()).isEqualTo("202 {\"accepted\":2}");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(sent(one, ofOne)).hasSize(1);
              assertThat(sent(two, ofTwo)).hasSize(1);
            });

    Answer bad = one.put("/control/guilds/" + ofTwo, "{\"name\":7}");
    assertThat(bad.status()).as("%s", bad).isEqualTo(400);
    String unknown = String.valueOf(Long.parseLong(ofTwo) + (4L * SHARDS << 22));
    assertThat(one.delete("/control/guilds/" + unknown + "/members/ada").status()).isEqualTo(404);
  }

  @Test
  void afterTheHolderHasGoneAnotherTakesWhatIsInjected() throws StartupException {
    Tester one = server();
    Tester two = server();
    share(one, two);
    String ofTwo = one.announceGuild(guildOf(two));
    knows(one, ofTwo, 2);

    two.close();

    Answer answer = one.post("/control/events", Tester.message(ofTwo));
    assertThat(answer.toString()).isEqualTo("202 {\"accepted\":1}");
    assertThat(sent(one, ofTwo)).hasSize(1);
  }
}
