package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an update while another server may send one too (ANA-2, ANA-4). */
class PermittedUpdatesTest {

  private static final String GUILD = "900";
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));
  private final GuildDirectory directory = new GuildDirectory();
  private final List<AnalyticsUpdate> updates = new ArrayList<>();
  private final Questions permit = new Questions();
  private final Analytics analytics =
      new Analytics(
          directory,
          clock,
          () -> INTERVAL,
          guildId -> true,
          permit,
          event -> updates.add((AnalyticsUpdate) event));

  /** Answers when it is told to. */
  private static final class Questions implements Permit {
    final Deque<CompletableFuture<Duration>> open = new ArrayDeque<>();
    Instant coversUntil = Instant.MAX;

    @Override
    public CompletionStage<Duration> ask(String guildId, Duration interval) {
      CompletableFuture<Duration> answer = new CompletableFuture<>();
      open.add(answer);
      return answer;
    }

    @Override
    public boolean covers(String guildId, Instant at) {
      return at.isBefore(coversUntil);
    }

    void answer(Duration wait) {
      open.remove().complete(wait);
    }
  }

  @BeforeEach
  void announce() {
    directory.put(
        new GuildDefinition(
            GUILD,
            "guild",
            List.of(new GuildDefinition.Channel("1", "general")),
            List.of(),
            List.of(new GuildDefinition.Member("ada", "Ada", Instant.EPOCH, false, List.of()))));
  }

  @AfterEach
  void close() {
    clock.close();
  }

  private void writes() {
    analytics.wrote(GUILD, "ada", "1", clock.instant());
  }

  private void advance(Duration by) {
    assertThat(clock.advance(by)).succeedsWithin(Duration.ofSeconds(10));
  }

  private Memory remembered() {
    analytics.changeAll(GUILD);
    return Objects.requireNonNull(analytics.changes(GUILD::equals).get(GUILD));
  }

  @Test
  void anUpdateIsOfTheTimeAtWhichItIsPermitted() {
    writes();
    advance(Duration.ofMillis(5));

    permit.answer(Duration.ZERO);

    assertThat(updates).extracting(AnalyticsUpdate::timestamp).containsExactly(NOON.plusMillis(5));
    assertThat(remembered().unreported()).isFalse();
  }

  @Test
  void oneThatIsPermittedDuringAHandOverIsOfTheTimeAtWhichItWasAskedFor() {
    writes();
    permit.coversUntil = NOON.plusMillis(3);
    advance(Duration.ofMillis(5));

    permit.answer(Duration.ZERO);

    assertThat(updates).extracting(AnalyticsUpdate::timestamp).containsExactly(NOON);
  }

  @Test
  void oneThatWouldReachNobodyIsLeftToTheNextHolder() {
    writes();
    permit.coversUntil = Instant.MIN;

    permit.answer(Duration.ZERO);

    assertThat(updates).isEmpty();
    assertThat(remembered().unreported()).isTrue();
    assertThat(remembered().lastSent()).isEmpty();
    advance(Duration.ofSeconds(1));
    permit.answer(Permit.NO);
    advance(INTERVAL);
    assertThat(updates).as("not by this one").isEmpty();
    assertThat(permit.open).isEmpty();
  }

  @Test
  void whatComesWhileTheAnswerIsUnderWayIsAskedForAgain() {
    writes();
    writes();
    permit.answer(Permit.NO);
    assertThat(permit.open).as("not at once").isEmpty();

    advance(Duration.ofSeconds(1));
    permit.answer(Duration.ZERO);

    assertThat(updates).hasSize(1);
  }

  @Test
  void aRefusalIsFinalWhereNothingComesMeanwhile() {
    writes();
    permit.answer(Permit.NO);
    advance(INTERVAL);

    assertThat(permit.open).isEmpty();
  }

  @Test
  void aGuildThatIsKeptAfterAllIsLookedAtAgain() {
    writes();
    permit.answer(Permit.NO);
    advance(Duration.ofSeconds(1));

    analytics.resume(GUILD);
    analytics.resume("no such guild");
    permit.answer(Duration.ZERO);

    assertThat(updates).hasSize(1);
  }
}
