package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code connections}, {@code disconnect}, {@code messages}, {@code clock} and {@code reset}. */
@Timeout(60)
class ServerCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUILD =
      """
      {"name": "Night Owls", "channels": [{"id": "70", "name": "general"}],
       "members": [{"userId": "42", "username": "ada", "createdAt": "2020-01-01T00:00:00Z"}]}
      """;

  private SpyWatcherServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = SpyWatcherServer.start(ServerOptions.builder().port(0).controlPort(0).build(), null);
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(server.controlUrl() + "/control/guilds/7"))
            .PUT(HttpRequest.BodyPublishers.ofString(GUILD))
            .build();
    assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
        .isEqualTo(204);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Run run(String command) {
    List<String> all = new ArrayList<>(Arrays.asList(command.split(" ")));
    all.add("--control-url=" + server.controlUrl());
    return Run.of(all.toArray(String[]::new));
  }

  private JsonNode json(String command) throws Exception {
    Run run = run(command + " --json");
    assertThat(run.status()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** A client of user 42, in the analytics room of guild 7. */
  private AnalyticsClient client() throws Exception {
    String token = Run.of("token", "--discord-id=42", "--expires-in=never").out().strip();
    return new AnalyticsClient(server.url(), token, List.of("7"));
  }

  private static void assertFits(String text) {
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
  }

  @Test
  void connectionsAreListedWithTheirRooms() throws Exception {
    assertThat(run("connections").out()).isEqualTo("Nobody is connected.\n");
    try (AnalyticsClient client = client()) {
      assertThat(client).isNotNull();

      Run run = run("connections");

      assertThat(run.out().lines()).hasSize(2);
      assertThat(run.out()).startsWith("CONNECTION ").contains(" 42 ", "websocket", "analytics:7");
      assertFits(run.out());
      assertThat(json("connections").get(0).get("userId").asText()).isEqualTo("42");
      assertThat(json("connections --user=43")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disconnect --all | 1 connection ended, and told so.",
        "disconnect --user=42 --how=transport-close | 1 connection cut off.",
        "disconnect --fraction=0.5 --seed=3 | 1 connection ended, and told so.",
        "disconnect --user=43 | No connection ended, and told so.",
      })
  void clientsAreDropped(String command, String told) throws Exception {
    try (AnalyticsClient client = client()) {
      assertThat(client).isNotNull();

      assertThat(run(command).out()).isEqualToIgnoringNewLines(told);

      int left = told.startsWith("No") ? 1 : 0;
      Awaitility.await().untilAsserted(() -> assertThat(json("connections")).hasSize(left));
    }
  }

  @Test
  void oneConnectionIsLeftInSilence() throws Exception {
    try (AnalyticsClient client = client()) {
      assertThat(client).isNotNull();
      String id = json("connections").get(0).get("connection").asText();

      JsonNode done = json("disconnect --how=silence --connection=" + id);

      assertThat(done.toString())
          .isEqualTo("{\"dropped\":1,\"how\":\"silence\",\"connections\":[\"" + id + "\"]}");
      assertThat(run("connections").out()).contains("(silent)");
    }
  }

  @Test
  void messagesAreShownAndNumbered() throws Exception {
    try (AnalyticsClient client = client()) {
      assertThat(client).isNotNull();
      run("trigger message --guild=7");

      Run run = run("messages --guild=7");

      assertThat(run.out())
          .contains("subscribe:analytics", "from 1", "message:new", "to 0", "to 1")
          .contains("{\"userId\":");
      assertFits(run.out());
      long last = Long.parseLong(run("messages --last").out().strip());
      assertThat(json("messages").get("messages")).hasSize((int) last);
      assertThat(run("messages --since=" + last).out()).isEqualTo("Nothing of that kind.\n");
      assertThat(json("messages --event=message:new").get("matched").asInt()).isEqualTo(1);
    }
  }

  @Test
  void waitEndsWithWhatWasWaitedFor() throws Exception {
    try (AnalyticsClient client = client()) {
      assertThat(client).isNotNull();
      CompletableFuture<Run> waiting =
          CompletableFuture.supplyAsync(
              () ->
                  run("messages wait --event=analytics:update --guild=7 --count=2 --timeout=20s"));
      run("trigger message --guild=7");
      run("trigger message --guild=7");
      assertThat(waiting).as("the second update is held back by the throttle").isNotDone();

      run("clock advance 30s");

      Run run = waiting.get(20, TimeUnit.SECONDS);
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("analytics:update"));
      assertFits(run.out());
    }
  }

  @Test
  void waitFailsWhenTheTimeIsUp() {
    long begun = System.nanoTime();

    Run run = run("messages wait --event=message:new --guild=7 --count=3 --timeout=200ms");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(199));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("spywatcher: 0 of 3 messages were sent");
    assertFits(run.err());
  }

  @Test
  void theClockIsAdvanced() throws Exception {
    Instant now = Instant.parse(json("clock advance 1h").get("now").asText());

    assertThat(now).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
    assertThat(run("clock advance 0s").out()).startsWith("For the server it is now 2");
  }

  @Test
  void aResetForgets() throws Exception {
    run("trigger message");

    assertThat(run("reset").status()).isZero();

    assertThat(json("messages").get("matched").asInt()).isZero();
    assertThat(json("reset").toString()).isEqualTo("{\"reset\":true}");
  }

  @Test
  void faultsAreToldAsJson() throws Exception {
    assertThat(json("fault add latency delay=1s").get("on").asBoolean()).isTrue();
    assertThat(json("fault list --on")).hasSize(1);
    assertThat(json("fault remove latency").toString()).isEqualTo("{\"off\":[\"latency\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disconnect | give one of --all, --user, --connection and --fraction",
        "disconnect --all --user=1 | give one of --all, --user, --connection and --fraction",
        "disconnect --all --seed=1 | --seed: goes with --fraction",
        "disconnect --fraction=2 | --fraction: '2' is not a part of a whole, over 0 and up to 1",
        "disconnect --fraction=0 | --fraction: '0' is not a number greater than 0",
        "disconnect --all --how=kick | --how: 'kick' is not one of server-disconnect,",
        "messages waiit | messages: 'waiit' is not one of wait",
        "messages --count=3 | --count: goes with messages wait",
        "messages wait --count=-1 | --count: '-1' is not a whole number from 0 to 10000",
        "messages wait --timeout=1y | --timeout: '1y' is not a duration such as",
        "messages wait --timeout=1h | --timeout: '1h' is not a duration from 0s to 10m",
        "messages --event=msg | --event: 'msg' is not one of message:new,",
        "messages --since=x | --since: 'x' is not a whole number from 0 on",
        "clock | advance: is missing",
        "clock set 5s | clock: 'set' is not one of advance",
        "clock advance | DURATION: is missing; such as 30s",
        "clock advance 31d | DURATION: '31d' is not a duration from 0s to 30d",
      })
  void whatIsWrongIsToldAndTheStatusIsTwo(String command, String told) {
    Run run = run(command);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("spywatcher: " + told);
  }

  @Test
  void anUnknownConnectionIsAFailure() {
    Run run = run("disconnect --connection=beef");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("spywatcher: the server refused: connection: \"beef\" is not");
  }
}
