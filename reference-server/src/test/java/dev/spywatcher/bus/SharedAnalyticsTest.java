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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
  private final AloneOrNot shards = new AloneOrNot();
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

    redis.answers.get(0).complete(left());

    assertThat(loading.toCompletableFuture()).isCompleted();
    assertThat(isUnreported()).isTrue();
  }

  @Test
  void whatTheLastHolderLeftDoesNotCountOnceItIsNotWaitedForAnyMore() {
    shards.fence = 1;
    Awaited waiting = new Awaited();
    shared.acquired(0, false, waiting);

    waiting.end();
    redis.answers.get(0).complete(left());

    assertThat(isUnreported()).isFalse();
  }

  /** Answers when it is told to. */
  private static final class SlowRedis implements Link {
    final List<String> asked = new ArrayList<>();
    final List<CompletableFuture<List<Object>>> answers = new ArrayList<>();

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public CompletionStage<List<Object>> run(Script script, List<String> keys, List<?> arguments) {
      StringBuilder question = new StringBuilder(script.name());
      arguments.forEach(argument -> question.append(' ').append(argument));
      asked.add(question.toString());
      CompletableFuture<List<Object>> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Override
    public void publish(String channel, byte[] message) {}

    @Override
    public CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> listener) {
      return CompletableFuture.completedFuture(() -> {});
    }

    @Override
    public void add(Participant participant) {}
  }

  private static final class AloneOrNot implements Shards {
    long fence = Shards.ALONE;

    @Override
    public int count() {
      return 1;
    }

    @Override
    public int of(String guildId) {
      return 0;
    }

    @Override
    public long fence(String guildId, Instant at) {
      return fence;
    }

    @Override
    public boolean fromOthers(String guildId, Instant at) {
      return true;
    }

    @Override
    public Set<Integer> held() {
      return Set.of();
    }

    @Override
    public boolean ingests(String guildId) {
      return true;
    }

    @Override
    public boolean isAlone(String guildId) {
      return fence == Shards.ALONE;
    }

    @Override
    public boolean holds(String guildId) {
      return fence > 0;
    }
  }
}
