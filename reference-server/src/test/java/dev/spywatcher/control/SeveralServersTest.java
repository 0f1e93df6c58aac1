package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.bus.RedisProgram;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/** What the control API of one server does to all servers of its service. */
@Timeout(240)
// Each test has several servers, which is enough for a machine at a time.
@Execution(ExecutionMode.SAME_THREAD)
class SeveralServersTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static RedisProgram shared;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String service = UUID.randomUUID().toString();
  private RedisProgram redis;

  @BeforeAll
  static void start() {
    shared = RedisProgram.embedded();
  }

  @AfterAll
  static void end() {
    shared.close();
  }

  @BeforeEach
  void begin() {
    redis = shared;
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Tester server() throws StartupException {
    return server(null);
  }

  private Tester server(@Nullable DiscordSource source) throws StartupException {
    return kept(
        new Tester(ServerOptions.builder().redis(redis.address()).service(service), source));
  }

  private <T extends AutoCloseable> T kept(T resource) {
    open.add(resource);
    return resource;
  }

  private static String name(Tester server) {
    return server.server.url().getAuthority();
  }

  private static Set<String> names(Tester... servers) {
    Set<String> names = new TreeSet<>();
    for (Tester server : servers) {
      names.add(name(server));
    }
    return names;
  }

  private static Set<String> servers(JsonNode answer) {
    Set<String> names = new TreeSet<>();
    answer.path("servers").forEach(server -> names.add(server.asText()));
    return names;
  }

  /** Those that a header names, of an answer without a body. */
  private static Set<String> doers(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(204);
    String named = answer.response().headers().firstValue(Reply.SERVERS).orElse("");
    return new TreeSet<>(List.of(named.split(", ")));
  }

  private static Instant now(Tester server) {
    return Instant.parse(server.get("/health").body().get("now").asText());
  }

  private static boolean isOn(Tester server, String fault) {
    for (JsonNode row : server.get("/control/faults").body().get("faults")) {
      if (row.get("name").asText().equals(fault)) {
        return row.get("on").asBoolean();
      }
    }
    throw new AssertionError("no fault " + fault);
  }

  @Test
  void theClockOfAllIsAdvancedAndAllAreNamed() throws StartupException {
    Tester one = server();
    Tester two = server();
    Tester three = server();
    Instant before = now(three);

    Answer answer = two.post("/control/clock/advance", "{\"by\":\"1h\"}");

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(servers(answer.body())).isEqualTo(names(one, two, three));
    Instant then = Instant.parse(answer.body().get("now").asText());
    for (Tester server : List.of(one, two, three)) {
      assertThat(now(server)).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
      assertThat(Duration.between(then, now(server))).isLessThan(Duration.ofMinutes(2));
    }
    assertThat(one.post("/control/clock/advance", "{\"by\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void aFaultIsSwitchedOnAll() throws StartupException {
    Tester one = server();
    Tester two = server();

    Answer on = one.put("/control/faults/latency", "{\"delay\":\"2s\"}");
    assertThat(servers(on.body())).isEqualTo(names(one, two));
    assertThat(on.body().get("on").asBoolean()).isTrue();
    assertThat(isOn(one, "latency")).isTrue();
    assertThat(isOn(two, "latency")).isTrue();

    assertThat(doers(two.delete("/control/faults/latency"))).isEqualTo(names(one, two));
    assertThat(isOn(one, "latency")).isFalse();
    assertThat(isOn(two, "latency")).isFalse();

    two.put("/control/faults/jitter", "{}");
    one.delete("/control/faults");
    assertThat(isOn(two, "jitter")).isFalse();

    Answer wrong = one.put("/control/faults/latency", "{\"delay\":\"soon\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(isOn(two, "latency")).isFalse();
  }

  @Test
  void aResetIsOneOfAll() throws StartupException {
    Tester one = server();
    Tester two = server();
    String guild = one.announceGuild();
    two.announceGuild(guild);

    assertThat(doers(two.post("/control/reset", ""))).isEqualTo(names(one, two));
    assertThat(one.get("/control/guilds").body()).isEmpty();
    assertThat(two.get("/control/guilds").body()).isEmpty();
  }

  @Test
  void connectionsOfAllAreListedAndEnded() throws StartupException {
    List<Tester> servers = List.of(server(), server(), server());
    List<StockClient> clients = new ArrayList<>();
    for (Tester server : servers) {
      clients.add(kept(new StockClient(server.server.url(), "ada", "websocket")));
    }
    Tester one = servers.get(0);

    JsonNode all = one.get("/control/connections").body();
    assertThat(servers(all)).isEqualTo(names(servers.toArray(new Tester[0])));
    Set<String> of = new TreeSet<>();
    all.get("connections").forEach(row -> of.add(row.get("server").asText()));
    assertThat(of).isEqualTo(servers(all));

    String last = all.get("connections").get(2).get("connection").asText();
    Answer ended = one.post("/control/disconnect", "{\"connection\":\"" + last + "\"}");
    assertThat(ended.body().get("dropped").asInt()).as("%s", ended).isEqualTo(1);
    assertThat(clients.get(2).awaitEnd()).isEqualTo("io server disconnect");

    Answer nobody = one.post("/control/disconnect", "{\"connection\":\"beef\"}");
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.message())
        .isEqualTo("connection: \"beef\" is not open; GET /control/connections lists them");

    Answer half = one.post("/control/disconnect", "{\"fraction\":0.5}");
    assertThat(half.body().get("dropped").asInt()).as("%s", half).isEqualTo(1);
    Answer rest = one.post("/control/disconnect", "{\"user\":\"ada\"}");
    assertThat(rest.body().get("dropped").asInt()).as("%s", rest).isEqualTo(1);
  }

  @Test
  void oneThatComesLateDoesWhatTheServiceDoes() throws StartupException {
    Tester one = server(new PlayCallsTest.TwoPlays());
    one.post("/control/clock/advance", "{\"by\":\"2h\"}");
    one.put("/control/faults/jitter", "{}");
    Answer played = one.post("/control/play", "{\"scenario\":\"drama\",\"speed\":2}");
    assertThat(played.status()).as("%s", played).isEqualTo(200);

    Tester late = server(new PlayCallsTest.TwoPlays());

    assertThat(isOn(late, "jitter")).isTrue();
    assertThat(Duration.between(now(one), now(late)).abs()).isLessThan(Duration.ofMinutes(2));
    assertThat(late.get("/control/play").body().get("playing"))
        .isEqualTo(one.get("/control/play").body().get("playing"));
    assertThat(late.get("/control/play").body().at("/playing/scenario").asText())
        .isEqualTo("drama");
  }

  @Test
  void allPlayTheSameAtTheSameSpeed() throws StartupException {
    Tester one = server(new PlayCallsTest.TwoPlays());
    Tester two = server(new PlayCallsTest.TwoPlays());

    Answer played = two.post("/control/play", "{\"scenario\":\"drama\",\"seed\":5}");
    assertThat(servers(played.body())).as("%s", played).isEqualTo(names(one, two));
    Answer paced = one.post("/control/play", "{\"speed\":10}");
    assertThat(servers(paced.body())).as("%s", paced).isEqualTo(names(one, two));

    for (Tester server : List.of(one, two)) {
      assertThat(server.get("/control/play").body().get("playing").toString())
          .isEqualTo("{\"scenario\":\"drama\",\"seed\":5,\"speed\":10.0}");
    }
    Answer unknown = one.post("/control/play", "{\"scenario\":\"farce\"}");
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void oneThatEndsIsNamedNoMore() throws StartupException {
    Tester one = server();
    Tester two = server();
    assertThat(servers(one.get("/health").body())).contains(name(one));

    two.close();

    assertThat(servers(one.post("/control/clock/advance", "{\"by\":\"1s\"}").body()))
        .isEqualTo(names(one));
  }

  @Test
  void healthSaysWhoIsThereAndThatRedisIsAway() throws StartupException {
    redis = kept(RedisProgram.embedded());
    Tester one = server();
    Tester two = server();

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(servers(one.get("/health").body())).isEqualTo(names(one, two)));
    JsonNode health = one.get("/health").body();
    assertThat(health.get("status").asText()).isEqualTo("up");
    assertThat(health.get("server").asText()).isEqualTo(name(one));
    assertThat(health.at("/redis/state").asText()).isEqualTo("up");
    assertThat(one.text("/metrics")).contains("spywatcher_redis_up 1.0", "spywatcher_servers 2.0");
    assertThat(one.get("/control/overview").body().at("/service/servers")).hasSize(2);

    redis.kill();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(one.get("/health").body().get("status").asText()).isEqualTo("degraded"));
    assertThat(one.get("/health").body().at("/redis/state").asText()).isEqualTo("away");
    Answer alone = one.put("/control/faults/jitter", "{}");
    assertThat(alone.status()).as("%s", alone).isEqualTo(200);
    assertThat(servers(alone.body())).isEqualTo(names(one));

    redis.start();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(one.get("/health").body().get("status").asText()).isEqualTo("up");
              assertThat(servers(two.get("/health").body())).isEqualTo(names(one, two));
            });
    assertThat(doers(two.delete("/control/faults"))).isEqualTo(names(one, two));
  }

  /** What is logged, in the form of TROUBLESHOOTING.md, numbers left out. */
  private static final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private final List<Logger> loggers;

    Log() {
      LoggerContext context =
          (LoggerContext)
              await().until(LoggerFactory::getILoggerFactory, LoggerContext.class::isInstance);
      setContext(context);
      start();
      loggers =
          List.of(
              context.getLogger("dev.spywatcher.bus.RedissonLink"),
              context.getLogger("dev.spywatcher.bus.Leases"));
      loggers.forEach(
          logger -> {
            logger.setLevel(Level.INFO);
            logger.addAppender(this);
          });
    }

    @Override
    protected void append(ILoggingEvent event) {
      String name = event.getLoggerName();
      lines.add(
          withoutNumbers(
              "%-5s %s %s"
                  .formatted(
                      event.getLevel(),
                      name.substring(name.lastIndexOf('.') + 1),
                      event.getFormattedMessage())));
    }

    static String withoutNumbers(String line) {
      return line.replaceAll("\\d+", "#");
    }

    static List<String> quoted() throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("TROUBLESHOOTING.md"))) {
        return lines
            .filter(line -> line.contains(" RedissonLink ") || line.contains(" Leases "))
            .map(Log::withoutNumbers)
            .toList();
      }
    }

    @Override
    public void close() {
      loggers.forEach(
          logger -> {
            logger.detachAppender(this);
            logger.setLevel(null);
          });
    }
  }

  @Test
  void whatTroubleshootingQuotesIsLogged() throws StartupException, IOException {
    redis = kept(RedisProgram.embedded());
    Log log = kept(new Log());
    Tester one = server();

    redis.kill();
    await()
        .atMost(SOON)
        .until(() -> one.get("/health").body().at("/redis/state").asText().equals("away"));
    redis.start();

    assertThat(Log.quoted()).hasSize(3);
    await().atMost(SOON).untilAsserted(() -> assertThat(log.lines).containsAll(Log.quoted()));
  }

  @Test
  void withoutOthersAnswersAreAsTheyWere() throws StartupException {
    Tester single = kept(new Tester());

    assertThat(single.post("/control/reset", "").status()).isEqualTo(204);
    assertThat(single.delete("/control/faults").status()).isEqualTo(204);
    assertThat(single.post("/control/clock/advance", "{\"by\":\"1s\"}").body().has("servers"))
        .isFalse();
    assertThat(single.get("/health").body().has("redis")).isFalse();
    assertThat(single.get("/control/connections").body().has("servers")).isFalse();
    assertThat(single.get("/control/overview").body().has("service")).isFalse();
  }
}
