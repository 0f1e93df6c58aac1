package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

  private static Traffic demo(long seed, PlayTime playTime) {
    return Traffic.of(Population.of(Scenario.named("demo"), seed), seed, playTime);
  }

  /** The offset and the event, stamped alike whenever it is played. */
  private static List<String> first(int count, Traffic traffic) {
    Iterator<TimedEvent> events = traffic.events();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TimedEvent event = events.next();
      lines.add(event.nanos() + " " + event.at(Instant.EPOCH));
    }
    return lines;
  }

  private static List<String> first(int count, long seed) {
    return first(count, demo(seed, new PlayTime(BEGINNING, 1)));
  }

  @Test
  void theSameSeedGivesTheSameEventsAtTheSameTimes() {
    assertThat(first(5_000, 42)).isEqualTo(first(5_000, 42));
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    assertThat(first(1_000, 42)).doesNotContainAnyElementsOf(first(1_000, 43));
  }

  @Test
  void neitherThreadsNorLocaleNorTimeZoneMakeADifference() {
    List<String> expected = first(2_000, 42);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab-ca-islamic"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Traffic shared = demo(42, new PlayTime(BEGINNING, 1));
      List<CompletableFuture<List<String>>> runs =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> first(2_000, shared)))
              .toList();

      assertThat(runs).allSatisfy(run -> assertThat(run.join()).isEqualTo(expected));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void theTimeOfDayChangesOnlyTheYoungAccountsOfNewcomers() {
    List<TimedEvent> today = events(3_000, new PlayTime(BEGINNING, 1));
    List<TimedEvent> later = events(3_000, new PlayTime(BEGINNING.plus(Duration.ofDays(9)), 1));

    int changed = 0;
    for (int i = 0; i < today.size(); i++) {
      DiscordEvent before = today.get(i).at(Instant.EPOCH);
      DiscordEvent after = later.get(i).at(Instant.EPOCH);
      assertThat(later.get(i).nanos()).isEqualTo(today.get(i).nanos());
      assertThat(after).hasSameClassAs(before);
      assertThat(after.guildId()).isEqualTo(before.guildId());
      // The lower bits are the same ones; the upper bits tell the creation.
      assertThat(ordinal(after.userId())).isEqualTo(ordinal(before.userId()));
      if (before instanceof DiscordEvent.Join join
          && join.createdAt().isBefore(BEGINNING.minus(Duration.ofDays(7)))) {
        assertThat(after).isEqualTo(before);
      }
      changed += after.equals(before) ? 0 : 1;
    }
    assertThat(changed).isBetween(1, today.size() / 5);
  }

  private static List<TimedEvent> events(int count, PlayTime playTime) {
    Iterator<TimedEvent> events = demo(42, playTime).events();
    return IntStream.range(0, count).mapToObj(i -> events.next()).toList();
  }

  private static long ordinal(String userId) {
    return Long.parseLong(userId) & ((1 << 22) - 1);
  }

  @Test
  void accountsAreNeverCreatedAfterTheJoinHoweverFastThePlay() {
    for (double speed : new double[] {0.001, 1, 1000}) {
      PlayTime playTime = new PlayTime(BEGINNING, speed);
      for (TimedEvent event : events(20_000, playTime)) {
        Instant now = playTime.instant(event.nanos());
        if (event.at(now) instanceof DiscordEvent.Join join) {
          assertThat(join.createdAt()).isBefore(now);
        }
      }
    }
  }

  @Test
  void timeNeverGoesBack() {
    List<TimedEvent> events = events(20_000, new PlayTime(BEGINNING, 1));

    assertThat(events).extracting(TimedEvent::nanos).isSorted();
    assertThat(events.get(0).offset()).isLessThan(Duration.ofSeconds(2)).isPositive();
  }
}
