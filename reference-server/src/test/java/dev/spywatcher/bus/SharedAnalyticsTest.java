package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.analytics.Memory;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The throttle and the activity of guilds, as a server shares them by a Redis that takes long. */
class SharedAnalyticsTest {

  private static final String GUILD = "900";
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));
  private final GuildDirectory directory = new GuildDirectory();
  private final SlowRedis redis = new SlowRedis();
  private final OneShard shards = new OneShard();
  private final List<ServerEvent> updates = new ArrayList<>();
  private final SharedAnalytics shared =
      new SharedAnalytics("here", redis, shards, clock, directory, guildId -> true);
  private final Analytics analytics =
      new Analytics(
          directory, clock, () -> Duration.ofSeconds(30), guildId -> true, shared, updates::add);

  @BeforeEach
  void begin() {
    directory.put(
        new GuildDefinition(
            GUILD,
            "guild",
            List.of(new GuildDefinition.Channel("1", "general")),
            List.of(),
            List.of(new GuildDefinition.Member("ada", "Ada", Instant.EPOCH, false, List.of()))));
    shared.begin(analytics);
  }

  @AfterEach
  void close() {
    shared.close();
    clock.close();
  }

  private void writes() {
    analytics.wrote(GUILD, "ada", "1", clock.instant());
  }

  @Test
  void aloneEveryUpdateIsSentAndThenToldToTheService() {
    writes();
    assertThat(updates).hasSize(1);

    shared.join(NOON);

    assertThat(redis.asked).containsExactly("throttle-merge " + GUILD + " " + NOON.toEpochMilli());
  }

  @Test
  void whatTheServiceIsToldIsEverythingThatWasSentAlone() {
    CompletionStage<?> joining = shared.join(NOON);
    writes();

    assertThat(updates).as("while it joins").isEmpty();
    assertThat(joining.toCompletableFuture()).isNotDone();
    shared.leave();
    clock.advance(Duration.ofSeconds(1)).join();
    assertThat(updates).as("alone again").hasSize(1);
  }

  private List<Object> left() {
    return List.of(List.of(bytes("state"), bytes("1x")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private boolean isUnreported() {
    analytics.changeAll(GUILD);
    Memory memory = analytics.changes(GUILD::equals).get(GUILD);
    return memory != null && memory.unreported();
  }

  @Test
  void whatTheLastHolderLeftIsTakenOver() {
    shards.fence = 1;
    CompletionStage<?> loading = shared.acquired(0, false, new Awaited());

    redis.answer("analytics-load", left());

    assertThat(loading.toCompletableFuture()).isCompleted();
    assertThat(isUnreported()).isTrue();
  }

  @Test
  void whatTheLastHolderLeftDoesNotCountOnceItIsNotWaitedForAnyMore() {
    shards.fence = 1;
    Awaited waiting = new Awaited();
    shared.acquired(0, false, waiting);

    waiting.end();
    redis.answer("analytics-load", left());

    assertThat(isUnreported()).isFalse();
  }
}
