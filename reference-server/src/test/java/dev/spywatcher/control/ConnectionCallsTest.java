package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.WebSocketClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is connected, and what becomes of stock clients that the server parts from. */
@Timeout(60)
class ConnectionCallsTest {

  private final List<AutoCloseable> clients = new ArrayList<>();
  private Tester tester;
  private String guild;

  @BeforeEach
  void startServer() throws Exception {
    tester =
        new Tester(
            ServerOptions.builder()
                .pingInterval(Duration.ofMillis(500))
                .pingTimeout(Duration.ofMillis(1_500)));
    guild = tester.announceGuild();
  }

  @AfterEach
  void stopServer() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    tester.close();
  }

  private StockClient client(String transport) {
    return kept(new StockClient(tester.server.url(), "ada", transport));
  }

  private StockClient kept(StockClient client) {
    clients.add(client);
    return client;
  }

  private JsonNode connections() {
    return tester.get("/control/connections").body().get("connections");
  }

  private Answer disconnect(String body) {
    return tester.post("/control/disconnect", body);
  }

  private void happens() {
    assertThat(tester.post("/control/events", Tester.message(guild)).status()).isEqualTo(202);
  }

  private void awaitConnections(int count) {
    await().untilAsserted(() -> assertThat(connections()).hasSize(count));
  }

  @Test
  void nobodyIsConnectedAtFirst() {
    assertThat(connections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void aConnectionIsShownWithItsUserItsTransportAndItsRooms(String transport) {
    client(transport).subscribe(guild);

    JsonNode row = connections().get(0);

    assertThat(row.get("userId").asText()).isEqualTo("ada");
    assertThat(row.get("role").asText()).isEqualTo("USER");
    assertThat(row.get("transport").asText()).isEqualTo(transport);
    assertThat(row.get("rooms").toString()).isEqualTo("[\"guild:" + guild + "\"]");
    assertThat(Instant.parse(row.get("since").asText())).isBefore(Instant.now());
    assertThat(row.get("queuedBytes").isIntegralNumber()).isTrue();
    assertThat(row.get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(row.get("silent").asBoolean()).isFalse();
    assertThat(row.get("connection").asText()).matches("[0-9a-f]{12}");
  }

  @Test
  void aSidIsNeverShown() throws Exception {
    String sid;
    String path = "/socket.io/?EIO=4&transport=polling";
    try (java.net.Socket socket =
        new java.net.Socket(tester.server.url().getHost(), tester.server.url().getPort())) {
      socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes());
      String answer = new String(socket.getInputStream().readAllBytes());
      sid = answer.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    Answer answer = tester.get("/control/connections");

    assertThat(sid).hasSizeGreaterThan(20);
    assertThat(answer.body().get("connections")).hasSize(1);
    assertThat(answer.response().body()).doesNotContain(sid.substring(0, 8));
    assertThat(answer.body().get("connections").get(0).get("userId").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "websocket, server-disconnect, io server disconnect",
    "polling, server-disconnect, io server disconnect",
    "websocket, transport-close, transport error",
    "polling, transport-close, transport close",
  })
  void theClientSeesTheEndAsItWasAskedFor(String transport, String how, String reason) {
    StockClient client = client(transport);

    Answer answer = disconnect("{\"all\":true,\"how\":\"" + how + "\"}");

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.body().get("dropped").asInt()).isEqualTo(1);
    assertThat(answer.body().get("how").asText()).isEqualTo(how);
    assertThat(client.awaitEnd()).isEqualTo(reason);
    awaitConnections(0);
  }

  @Test
  void aClientIsToldUnlessItIsSaidOtherwise() {
    StockClient client = client("websocket");

    assertThat(disconnect("{\"all\":true}").body().get("how").asText())
        .isEqualTo("server-disconnect");

    assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
  }

  @Test
  void aClientWhoseTransportIsClosedComesBack() {
    StockClient client = kept(new StockClient(tester.server.url(), "ada", "websocket", true));
    String before = connections().get(0).get("connection").asText();

    disconnect("{\"all\":true,\"how\":\"transport-close\"}");

    assertThat(client.awaitEnd()).isEqualTo("transport error");
    client.awaitConnected();
    awaitConnections(1);
    assertThat(connections().get(0).get("connection").asText()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void aSilencedClientHearsNothingWhileOthersDoAndStaysUntilItGivesUp(String transport) {
    StockClient silenced = client(transport).subscribe(guild);
    String id = connections().get(0).get("connection").asText();
    StockClient other = client(transport).subscribe(guild);

    disconnect("{\"connection\":\"" + id + "\",\"how\":\"silence\"}");
    happens();

    await().untilAsserted(() -> assertThat(other.received).hasSize(1));
    assertThat(connections().get(0).get("silent").asBoolean()).isTrue();
    assertThat(silenced.ends).as("the client has not noticed yet").isEmpty();
    assertThat(silenced.awaitEnd()).isEqualTo("ping timeout");
    assertThat(silenced.received).isEmpty();
    assertThat(other.ends).isEmpty();
    awaitConnections(1);
  }

  @Test
  void aSilencedClientThatNeverGivesUpIsDroppedInTheEnd() throws Exception {
    try (Tester hasty =
        new Tester(
            ServerOptions.builder()
                .pingInterval(Duration.ofMillis(400))
                .pingTimeout(Duration.ofMillis(1_100)))) {
      String hastyGuild = hasty.announceGuild();
      try (WebSocketClient deaf = hasty.subscriber(hastyGuild)) {
        assertThat(deaf).isNotNull();
        hasty.post("/control/disconnect", "{\"all\":true,\"how\":\"silence\"}");

        // It should have answered a ping by 1.5 s; it is given five times as long.
        await()
            .during(Duration.ofMillis(2_500))
            .atMost(Duration.ofMillis(5_000))
            .until(() -> hasty.get("/control/connections").body().get("connections").size() == 1);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> hasty.get("/control/connections").body().get("connections").isEmpty());
      }
    }
  }

  @Test
  void aUserIsDroppedWithAllConnectionsAndNobodyElse() {
    StockClient first = client("websocket");
    StockClient second = client("polling");
    StockClient robot = kept(new StockClient(tester.server.url(), "robot", "websocket"));

    assertThat(disconnect("{\"user\":\"ada\"}").body().get("dropped").asInt()).isEqualTo(2);

    assertThat(first.awaitEnd()).isEqualTo("io server disconnect");
    assertThat(second.awaitEnd()).isEqualTo("io server disconnect");
    awaitConnections(1);
    assertThat(robot.ends).isEmpty();
    assertThat(disconnect("{\"user\":\"nobody\"}").body().get("dropped").asInt()).isZero();
  }

  @Test
  void aFractionIsTakenBySeedAndRoundedUp() {
    for (int i = 0; i < 5; i++) {
      client("websocket");
    }
    List<String> all = new ArrayList<>();
    connections().forEach(row -> all.add(row.get("connection").asText()));

    JsonNode silenced =
        disconnect("{\"fraction\":0.5,\"seed\":7,\"how\":\"silence\"}").body().get("connections");
    JsonNode again =
        disconnect("{\"fraction\":0.5,\"seed\":7,\"how\":\"silence\"}").body().get("connections");

    assertThat(silenced).hasSize(3);
    assertThat(again).isEqualTo(silenced);
    Set<String> taken = new TreeSet<>();
    silenced.forEach(id -> taken.add(id.asText()));
    assertThat(all).containsAll(taken);
    Set<String> choices = new TreeSet<>();
    for (int seed = 0; seed < 12; seed++) {
      choices.add(
          disconnect("{\"fraction\":0.2,\"how\":\"silence\",\"seed\":" + seed + "}")
              .body()
              .get("connections")
              .toString());
    }
    assertThat(choices).as("other seeds choose others").hasSizeGreaterThan(1);
    assertThat(disconnect("{\"fraction\":1}").body().get("dropped").asInt()).isEqualTo(5);
    awaitConnections(0);
  }

  @Test
  void anUnknownConnectionIsTold() {
    Answer answer = disconnect("{\"connection\":\"beef\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message())
        .isEqualTo("connection: \"beef\" is not open; GET /control/connections lists them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | body: names nobody; give one of {\"all\":true},",
        "[] | body: [] is not an object",
        "{\"all\":true,\"user\":\"ada\"} | body: names all and user; give one of",
        "{\"all\":false} | all: false names nobody",
        "{\"all\":1} | all: 1 is neither true nor false",
        "{\"user\":7} | user: 7 is not a string",
        "{\"fraction\":0} | fraction: 0 is not a number over 0 and up to 1, such as 0.5",
        "{\"fraction\":1.5} | fraction: 1.5 is not",
        "{\"fraction\":1e999} | fraction: ",
        "{\"fraction\":\"half\"} | fraction: \"half\" is not",
        "{\"fraction\":0.5,\"seed\":-1} | seed: -1 is not a whole number from 0 to",
        "{\"all\":true,\"seed\":1} | seed: is not a field here; known are all, how",
        "{\"all\":true,\"how\":\"kick\"} | how: \"kick\" is none of server-disconnect,",
        "{\"all\":true,\"how\":3} | how: 3 is not a string",
        "{\"all\":true,\"why\":\"fun\"} | why: is not a field here",
        "{\"all\":tru | body: is not JSON, line 1",
      })
  void whatIsWrongIsToldAndNobodyIsDropped(String body, String message) {
    client("websocket");

    Answer answer = disconnect(body);

    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.message()).startsWith(message);
    assertThat(connections()).hasSize(1);
  }
}
