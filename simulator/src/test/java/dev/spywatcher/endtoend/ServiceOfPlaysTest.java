package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.bus.EmbeddedRedis;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.timeline.SimulatorSource;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of one service that play a scenario together, or are bots of one Discord. */
@Timeout(180)
class ServiceOfPlaysTest {

  private static final double SPEED = 20;
  private static final long SEED = 42;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private EmbeddedRedis redis;

  @BeforeEach
  void start() throws IOException {
    redis = opened(EmbeddedRedis.start());
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private Stage stage(DiscordSource source, int shards) throws Exception {
    return opened(
        new Stage(
            source,
            ServerOptions.builder()
                .port(0)
                .controlPort(0)
                .redis(redis.address())
                .shards(shards)
                .build()));
  }

  private static int held(Stage stage) {
    return Objects.requireNonNull(Objects.requireNonNull(stage.server.service().fleet()).shards())
        .held()
        .size();
  }

  /**
   * A message or a presence, as a client sees it or as it was planned.
   *
   * @param what the channel, or the status
   */
  private record Happening(String userId, String what, String timestamp) {}

  private static List<Happening> seen(Viewer viewer) {
    List<Happening> seen = new ArrayList<>();
    for (JsonNode event : viewer.events()) {
      JsonNode payload = event.get(1);
      String field =
          switch (event.get(0).asText()) {
            case "message:new" -> "channelId";
            case "presence:update" -> "status";
            default -> "";
          };
      if (!field.isEmpty()) {
        seen.add(
            new Happening(
                payload.get("userId").asText(),
                payload.get(field).asText(),
                payload.get("timestamp").asText()));
      }
    }
    return seen;
  }

  private static List<Happening> planned(Scenario scenario, Instant beginning, String guildId) {
    Population population = Population.of(scenario, SEED);
    Set<String> bots =
        population.crowds().stream()
            .flatMap(crowd -> crowd.definition().members().stream())
            .filter(GuildDefinition.Member::bot)
            .map(GuildDefinition.Member::userId)
            .collect(Collectors.toCollection(HashSet::new));
    PlayTime time = new PlayTime(beginning, SPEED);
    Iterator<TimedEvent> events = Traffic.of(population, SEED, time).events();
    List<Happening> planned = new ArrayList<>();
    Instant end = Instant.now().plusSeconds(60);
    while (events.hasNext()) {
      TimedEvent next = events.next();
      Instant at = time.instant(next.nanos());
      if (at.isAfter(end)) {
        break;
      }
      DiscordEvent event = next.at(at);
      if (event instanceof DiscordEvent.Join join && join.bot()) {
        bots.add(join.userId());
      }
      if (event.guildId().equals(guildId)) {
        String timestamp = WireTime.of(at);
        if (event instanceof DiscordEvent.Message message && !bots.contains(message.userId())) {
          planned.add(new Happening(message.userId(), message.channelId(), timestamp));
        } else if (event instanceof DiscordEvent.Presence presence) {
          planned.add(new Happening(presence.userId(), presence.status().wire(), timestamp));
        }
      }
    }
    return planned;
  }

  @Test
  void aPlayGoesOnAcrossServersThatComeAndGoWithoutLossOrDouble() throws Exception {
    Scenario scenario = Scenario.named("demo");
    List<String> guilds =
        Population.of(scenario, SEED).crowds().stream()
            .map(Crowd::definition)
            .map(guild -> guild.id())
            .toList();
    SimulatorSource first = new SimulatorSource(scenario, SEED, SPEED);
    SimulatorSource second = new SimulatorSource(scenario, SEED, SPEED);
    Stage one = stage(first, 4);
    Stage two = stage(second, 4);
    assertThat(second.beginning()).isNotNull().isEqualTo(first.beginning());
    List<Viewer> viewers = new ArrayList<>();
    for (String guildId : guilds) {
      Viewer viewer = opened(new Viewer(two.server.url(), scenario.demoUser().userId(), "ADMIN"));
      viewer.subscribed("guild", guildId);
      viewers.add(viewer);
    }
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(held(one)).isEqualTo(2);
              assertThat(held(two)).isEqualTo(2);
            });
    settle(viewers);

    one.close();
    await().atMost(Stage.PATIENCE).untilAsserted(() -> assertThat(held(two)).isEqualTo(4));
    settle(viewers);
    Stage three = stage(new SimulatorSource(scenario, SEED, SPEED), 4);
    await().atMost(Stage.PATIENCE).untilAsserted(() -> assertThat(held(three)).isEqualTo(2));
    settle(viewers);

    int happenings = 0;
    for (int i = 0; i < guilds.size(); i++) {
      List<Happening> seen = seen(viewers.get(i));
      happenings += seen.size();
      if (!seen.isEmpty()) {
        List<Happening> planned =
            planned(scenario, Objects.requireNonNull(second.beginning()), guilds.get(i));
        int from = planned.indexOf(seen.get(0));
        assertThat(from).as("the first is one of the play").isNotNegative();
        assertThat(seen).isEqualTo(planned.subList(from, from + seen.size()));
      }
    }
    assertThat(happenings).as("seen in all").isGreaterThan(100);
  }

  /** A few seconds in which something happens. */
  private static void settle(List<Viewer> viewers) {
    long before = count(viewers);
    long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    await()
        .atMost(Stage.PATIENCE)
        .until(() -> System.nanoTime() > deadline && count(viewers) > before);
  }

  private static long count(List<Viewer> viewers) {
    return viewers.stream().mapToLong(viewer -> seen(viewer).size()).sum();
  }

  @Test
  void eachServerIsToldOfItsShardsByDiscordAndTheOtherTakesThemOver() throws Exception {
    FakeDiscord discord = opened(FakeDiscord.start(FakeDiscordOptions.defaults()));
    List<String> guilds = List.of(guildOfShard(0), guildOfShard(1));
    guilds.forEach(guildId -> discord.accept(guild(guildId)));
    Stage one = stage(Stage.bot(discord), 2);
    Stage two = stage(Stage.bot(discord), 2);
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(held(one)).isEqualTo(1);
              assertThat(held(two)).isEqualTo(1);
              assertThat(connected(discord)).isEqualTo(Set.of("0 of 2", "1 of 2"));
            });
    Viewer viewer = opened(new Viewer(two.server.url(), ADA, "USER"));
    for (String guildId : guilds) {
      await().atMost(Stage.PATIENCE).until(() -> viewer.subscribe("guild", guildId).equals("ok"));
      discord.accept(message(guildId));
    }
    await().atMost(Stage.PATIENCE).untilAsserted(() -> assertThat(seen(viewer)).hasSize(2));

    one.close();
    await().atMost(Stage.PATIENCE).untilAsserted(() -> assertThat(held(two)).isEqualTo(2));
    guilds.forEach(guildId -> discord.accept(message(guildId)));

    await().atMost(Stage.PATIENCE).untilAsserted(() -> assertThat(seen(viewer)).hasSize(4));
    assertThat(connected(discord)).isEqualTo(Set.of("0 of 2", "1 of 2"));
  }

  private static final String ADA = "80351110224678912";
  private static final String GENERAL = "349226271420449900";

  private static String guildOfShard(int shard) {
    return Long.toString((83_262_000_000L * 2 + shard) << 22);
  }

  private static GuildDefinition guild(String id) {
    return new GuildDefinition(
        id,
        "Harbor",
        List.of(new GuildDefinition.Channel(GENERAL, "general")),
        List.of(),
        List.of(new GuildDefinition.Member(ADA, "ada", Instant.EPOCH, false, List.of())));
  }

  private static DiscordEvent message(String guildId) {
    return new DiscordEvent.Message(guildId, ADA, Instant.now(), GENERAL, "hush");
  }

  private static Set<String> connected(FakeDiscord discord) {
    return discord.sessions().stream()
        .filter(session -> session.connected())
        .map(session -> session.shard().toString())
        .collect(Collectors.toSet());
  }
}
