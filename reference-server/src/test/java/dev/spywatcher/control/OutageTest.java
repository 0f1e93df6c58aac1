package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official client goes through when a fault is switched on under it. */
@Timeout(60)
class OutageTest {

  private static final Duration A_WHILE = Duration.ofSeconds(1);

  private final List<StockClient> clients = new ArrayList<>();
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
    clients.forEach(StockClient::close);
    tester.close();
  }

  private StockClient subscribed(String transport) {
    StockClient client = new StockClient(tester.server.url(), "ada", transport, true);
    clients.add(client);
    return client.subscribe(guild);
  }

  private void isOn(String fault, String parameters) {
    assertThat(tester.put("/control/faults/" + fault, parameters).status()).isEqualTo(200);
  }

  private void happens() {
    assertThat(tester.post("/control/events", Tester.message(guild)).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void whenTheServerRestartsItComesBackAndHasToSubscribeAgain(String transport) {
    StockClient client = subscribed(transport);

    isOn("restart", "{\"down\":\"1s\"}");
    happens();

    assertThat(client.awaitEnd()).startsWith("transport");
    client.awaitConnected();
    happens();
    await().during(A_WHILE).atMost(A_WHILE.multipliedBy(5)).until(() -> client.received.isEmpty());
    client.subscribe(guild);
    happens();
    await().untilAsserted(() -> assertThat(client.received).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void whenItsConnectionIsHalfOpenItHearsNothingAndGivesUpByItself(String transport) {
    StockClient client = subscribed(transport);

    isOn("half-open", "{}");
    happens();

    assertThat(client.awaitEnd()).isEqualTo("ping timeout");
    assertThat(client.received).isEmpty();
    tester.delete("/control/faults/half-open");
    // It may have come back before that, and then hears nothing once more.
    client.subscribeWheneverConnected(guild);
    happens();
    await().untilAsserted(() -> assertThat(client.received).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void whenItsPongsAreLostItIsDroppedThoughItAnswers(String transport) {
    StockClient client = subscribed(transport);

    isOn("lost-pong", "{}");

    // This client overlooks the close frame of a websocket, and may count pings instead.
    assertThat(client.awaitEnd()).isNotEqualTo("io server disconnect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling"})
  void anErrorStormReachesItAndItsEventsGoOn(String transport) {
    StockClient client = subscribed(transport);

    isOn("error-storm", "{\"rate\":50}");
    await().untilAsserted(() -> assertThat(client.errors).hasSizeGreaterThan(20));
    happens();
    await().untilAsserted(() -> assertThat(client.received).hasSize(1));
    tester.delete("/control/faults/error-storm");

    assertThat(client.errors).containsOnly("{\"message\":\"Internal server error\"}");
    assertThat(client.ends).isEmpty();
  }
}
