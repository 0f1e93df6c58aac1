package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scrape shows, of stock clients that were served and of others that were refused. */
@Timeout(60)
class MetricsTest {

  private Tester tester;
  private String guild;

  @BeforeEach
  void startServer() throws Exception {
    tester = new Tester(ServerOptions.builder().maxConnectionsPerIp(3));
    guild = tester.announceGuild();
  }

  @AfterEach
  void stopServer() {
    tester.close();
  }

  /** The value of a series, or NaN where there is none. */
  private double value(String series) {
    return tester
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void aScrapeIsPrometheusText() {
    HttpResponse<String> answer = tester.answer("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body().lines())
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "# (HELP|TYPE) .*|[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? [-0-9.E+NaN]+"));
    assertThat(value("spywatcher_guilds")).isEqualTo(1);
    assertThat(value("spywatcher_throttled_guilds")).isZero();
    assertThat(value("spywatcher_queued_bytes")).isZero();
    assertThat(value("spywatcher_longest_queue_bytes")).isZero();
    assertThat(answer.body()).contains("jvm_memory_used_bytes{area=\"heap\"");
    assertThat(value("jvm_threads_live_threads")).isPositive();
  }

  @Test
  void connectionsRoomsAndDeliveriesAreCounted() {
    try (StockClient one = new StockClient(tester.server.url(), "ada", "websocket");
        StockClient two = new StockClient(tester.server.url(), "ada", "polling")) {
      one.subscribe(guild);
      two.subscribe(guild);
      for (int i = 0; i < 3; i++) {
        tester.post("/control/events", Tester.message(guild));
      }

      assertThat(value("spywatcher_deliveries_total{event=\"message:new\"}")).isEqualTo(6);
      assertThat(value("spywatcher_deliveries_total{event=\"user:join\"}")).isZero();
      assertThat(value("spywatcher_requests_total{event=\"subscribe:guild\"}")).isEqualTo(2);
      assertThat(value("spywatcher_connections{transport=\"websocket\"}")).isEqualTo(1);
      assertThat(value("spywatcher_connections{transport=\"polling\"}")).isEqualTo(1);
      assertThat(value("spywatcher_rooms{kind=\"guild\"}")).isEqualTo(1);
      assertThat(value("spywatcher_rooms{kind=\"analytics\"}")).isZero();
    }
    await().untilAsserted(() -> assertThat(value("spywatcher_rooms{kind=\"guild\"}")).isZero());
  }

  @Test
  void refusalsAreCountedByWhatWasDoneAndWhy() throws Exception {
    String forbidden =
        "spywatcher_refusals_total{reason=\"the token's user is not a member of that guild, or"
            + " there is no such guild\",what=\"refused subscribe:guild\"}";
    assertThat(value(forbidden)).isNaN();
    try (StockClient client = new StockClient(tester.server.url(), "ada", "websocket");
        StockClient second = new StockClient(tester.server.url(), "ada", "websocket")) {
      client.subscribe("elsewhere");
      assertThat(value(forbidden)).isEqualTo(1);
      second.subscribe("elsewhere");
      assertThat(value(forbidden)).as("counts on after the first scrape").isEqualTo(2);
    }
  }

  @Test
  void theTokenIsAskedForWhereOneIsSet() throws Exception {
    try (Tester guarded = new Tester(ServerOptions.builder().controlToken("a-control-token"))) {
      assertThat(guarded.get("/metrics").status()).isEqualTo(401);
    }
  }
}
