package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.fakediscord.CloseConnection;
import dev.spywatcher.fakediscord.DropSocket;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.Fault;
import dev.spywatcher.fakediscord.InvalidSession;
import dev.spywatcher.fakediscord.Reconnect;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.Snowflake;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same scenario, told to one server in its own process and to another by way of a Discord:
 * clients of both receive the same events (EVT-1 to EVT-5, EVT-7, ANA-5), also across every kind of
 * interruption that Discord lets a bot resume after.
 */
@Timeout(300)
class SameEventsTest {

  private static final int EVENTS = 3_000;
  private static final String LAST = "the last to come";
  private static final String LAST_ID = "80351110224678912";

  @Test
  void aScenarioByWayOfDiscordIsTheSameToClientsAsInProcess() throws Exception {
    compare(Map.of());
  }

  @Test
  void interruptionsThatCanBeResumedLoseAndDoubleNothing() throws Exception {
    Map<Integer, Fault> faults = new TreeMap<>();
    faults.put(300, new DropSocket());
    faults.put(800, new Reconnect());
    faults.put(1_300, new InvalidSession(true));
    faults.put(1_800, new CloseConnection(4000));
    faults.put(2_300, new DropSocket());
    compare(faults);
  }

  private static void compare(Map<Integer, Fault> faults) throws Exception {
    Scenario scenario = Scenario.named("demo");
    Population population = Population.of(scenario, 42);
    List<GuildDefinition> guilds = population.crowds().stream().map(Crowd::definition).toList();
    Fed inProcess = new Fed();
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      guilds.forEach(discord::accept);
      try (Stage own = new Stage(inProcess);
          Stage viaDiscord = Stage.connectedTo(discord)) {
        guilds.forEach(inProcess.context()::guild);
        String user = scenario.demoUser().userId();
        try (Audience ofOwn = new Audience(own, user, guilds);
            Audience ofDiscord = new Audience(viaDiscord, user, guilds)) {
          Iterator<TimedEvent> events =
              Traffic.of(population, 42, new PlayTime(Instant.now(), 1)).events();
          int struck = 0;
          for (int i = 0; i < EVENTS; i++) {
            Fault fault = faults.get(i);
            if (fault != null) {
              assertThat(discord.strike(fault)).as("connections struck at %d", i).isEqualTo(1);
            }
            DiscordEvent event = events.next().at(Instant.now());
            inProcess.context().event(event);
            discord.accept(event);
            if (fault != null) {
              // What follows must not meet a bot that is still away when the next fault strikes.
              awaitResumes(discord, ++struck);
            }
          }
          for (GuildDefinition guild : guilds) {
            DiscordEvent last =
                new DiscordEvent.Join(
                    guild.id(), LAST_ID, Instant.now(), LAST, Snowflake.createdAt(LAST_ID), false);
            inProcess.context().event(last);
            discord.accept(last);
          }
          for (GuildDefinition guild : guilds) {
            assertSame(ofOwn.in(guild), ofDiscord.in(guild));
          }
          for (Stage stage : List.of(own, viaDiscord)) {
            stage.post("/control/clock/advance", "{\"by\":\"31s\"}");
          }
          for (GuildDefinition guild : guilds) {
            assertSameFigures(ofOwn.in(guild), ofDiscord.in(guild));
          }
        }
        awaitResumes(discord, faults.size());
      }
    }
  }

  private static void awaitResumes(FakeDiscord discord, int count) {
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(discord.sessions())
                    .singleElement()
                    .matches(session -> session.connected() && session.resumes() == count));
  }

  /** A viewer for each guild: an event does not tell its guild, and order is kept in one only. */
  private static final class Audience implements AutoCloseable {
    private final Map<String, Viewer> viewers = new TreeMap<>();

    Audience(Stage stage, String user, List<GuildDefinition> guilds) {
      for (GuildDefinition guild : guilds) {
        Viewer viewer = new Viewer(stage.server.url(), user, "USER");
        viewers.put(guild.id(), viewer);
        viewer.subscribed("guild", guild.id());
        viewer.subscribed("analytics", guild.id());
      }
    }

    Viewer in(GuildDefinition guild) {
      return Objects.requireNonNull(viewers.get(guild.id()));
    }

    @Override
    public void close() {
      viewers.values().forEach(Viewer::close);
    }
  }

  private static void assertSame(Viewer viewerOfOwn, Viewer viewerViaDiscord) {
    for (Viewer viewer : List.of(viewerOfOwn, viewerViaDiscord)) {
      await()
          .atMost(Stage.PATIENCE)
          .until(() -> told(viewer).stream().anyMatch(event -> event.contains(LAST)));
    }
    List<String> expected = told(viewerOfOwn);
    assertThat(expected.size()).as("events in process").isGreaterThan(EVENTS / 10);
    List<String> actual = told(viewerViaDiscord);
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i)).as("event %d", i).isEqualTo(expected.get(i));
    }
    assertThat(actual.size()).as("events by way of Discord").isEqualTo(expected.size());
    List<JsonNode> ownEvents = guildEvents(viewerOfOwn);
    List<JsonNode> viaEvents = guildEvents(viewerViaDiscord);
    for (int i = 0; i < ownEvents.size(); i++) {
      assertThat(time(viaEvents.get(i)))
          .as("time of %s", viaEvents.get(i))
          .isBetween(
              time(ownEvents.get(i)).minusSeconds(2), time(ownEvents.get(i)).plusSeconds(10));
    }
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.get(1).get("timestamp").asText());
  }

  /** The events of guild rooms, which all come at once, other than updates of analytics. */
  private static List<JsonNode> guildEvents(Viewer viewer) {
    return viewer.events().stream()
        .filter(event -> !event.get(0).asText().equals("analytics:update"))
        .toList();
  }

  private static List<String> told(Viewer viewer) {
    List<String> told = new ArrayList<>();
    for (JsonNode event : guildEvents(viewer)) {
      told.add(event.get(0).asText() + " " + withoutTimes(event.get(1)));
    }
    return told;
  }

  private static JsonNode withoutTimes(JsonNode payload) {
    ObjectNode rest = payload.deepCopy();
    rest.remove("timestamp");
    if (rest.get("data") instanceof ObjectNode data) {
      data.remove("timestamp");
    }
    return rest;
  }

  /** When the throttle is over, both tell the figures of all that has happened. */
  private static void assertSameFigures(Viewer viewerOfOwn, Viewer viewerViaDiscord) {
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () -> {
              List<JsonNode> expected = figures(viewerOfOwn);
              assertThat(expected).as("updates in process").hasSizeGreaterThan(1);
              List<JsonNode> actual = figures(viewerViaDiscord);
              assertThat(actual).as("updates by way of Discord").isNotEmpty();
              assertThat(actual.get(actual.size() - 1))
                  .isEqualTo(expected.get(expected.size() - 1));
            });
    assertThat(figures(viewerOfOwn).toString()).contains("ghostScore", "lurkerScore");
  }

  private static List<JsonNode> figures(Viewer viewer) {
    return viewer.events().stream()
        .filter(event -> event.get(0).asText().equals("analytics:update"))
        .map(event -> withoutTimes(event.get(1)))
        .toList();
  }
}
