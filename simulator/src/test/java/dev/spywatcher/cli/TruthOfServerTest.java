package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.timeline.SimulatorSource;
import dev.spywatcher.truth.Truth;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server says of a play against what is true of it, counted without the server. */
@Timeout(120)
class TruthOfServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A play that ends after so many events. */
  private static final class Ending implements DiscordSource {
    private final DiscordSource source;
    private final long events;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicReference<Instant> begins = new AtomicReference<>();

    Ending(DiscordSource source, long events) {
      this.source = source;
      this.events = events;
    }

    Instant begins() {
      return Objects.requireNonNull(begins.get());
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public void start(SourceContext context) {
      source.start(
          new SourceContext() {
            @Override
            public Instant now() {
              Instant now = context.now();
              begins.compareAndSet(null, now);
              return now;
            }

            @Override
            public Cancellable schedule(Duration delay, Runnable task) {
              return delivered.get() < events ? context.schedule(delay, task) : () -> {};
            }

            @Override
            public void guild(GuildDefinition guild) {
              context.guild(guild);
            }

            @Override
            public void event(DiscordEvent event) {
              if (delivered.get() < events) {
                context.event(event);
                delivered.incrementAndGet();
              }
            }
          });
    }

    @Override
    public void close() {
      source.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "demo, 42, 30000, PT2H",
    "ghost-town, 3, 9000, PT8H",
    "multi-client, 5, 8000, PT4H",
    "raid, 42, 5000, PT3H",
    "throttle-stress, 42, 60000, PT1H",
    "quiet, 7, 1500, P8D",
  })
  void theServersFiguresAreTheTrueOnes(String name, long seed, long events, Duration enough)
      throws Exception {
    Scenario scenario = Scenario.named(name);
    Ending source = new Ending(new SimulatorSource(scenario, seed, 1), events);
    ServerOptions options = ServerOptions.builder().port(0).controlPort(0).build();
    try (SpyWatcherServer server = SpyWatcherServer.start(options, source)) {
      String token =
          ClientToken.of("1", "watcher", "ADMIN")
              .validFrom(Instant.now(), enough.plusDays(2))
              .signed(options.jwtSecret());
      try (AnalyticsClient client = new AnalyticsClient(server.url(), token, scenario.guildIds())) {
        advance(server.controlUrl(), enough);
        assertThat(source.delivered.get()).as("events that were delivered").isEqualTo(events);
        // The last activity is reported when the interval is over at the latest (ANA-4).
        advance(server.controlUrl(), Duration.ofMinutes(2));

        JsonNode truth = truth(Truth.of(scenario, seed, source.begins(), events));
        for (JsonNode guild : truth.get("guilds")) {
          String id = guild.get("id").textValue();
          await()
              .atMost(Duration.ofSeconds(10))
              .untilAsserted(
                  () ->
                      assertThat(withoutTime(client.lastData(id)))
                          .as("guild %s", guild.get("name"))
                          .isEqualTo(guild.get("analytics")));
        }
      }
    }
  }

  private static JsonNode withoutTime(JsonNode data) {
    return data instanceof ObjectNode object ? object.deepCopy().without("timestamp") : data;
  }

  private static JsonNode truth(Truth truth) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    truth.write(out);
    return JSON.readTree(out.toByteArray());
  }

  private static void advance(URI control, Duration by) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve("/control/clock/advance"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"" + by.toSeconds() + "s\"}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
