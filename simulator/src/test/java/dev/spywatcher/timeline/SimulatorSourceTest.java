package dev.spywatcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorSourceTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scenario demo = Scenario.named("demo");
  private final ManualContext context = new ManualContext(NOON);
  private final SimulatorSource source = new SimulatorSource(demo, 42, 1);

  private ManualContext played(long seed, double speed, Duration duration) {
    ManualContext other = new ManualContext(NOON);
    new SimulatorSource(demo, seed, speed).start(other);
    other.advance(duration);
    return other;
  }

  @Test
  void itsGuildsAreAnnouncedBeforeStartReturnsAndNoEventIs() {
    source.start(context);

    assertThat(source.name()).isEqualTo("simulator");
    assertThat(context.guilds).extracting(GuildDefinition::id).isEqualTo(demo.guildIds());
    assertThat(context.events).isEmpty();
    assertThat(context.waiting()).isEqualTo(1);
  }

  @Test
  void eventsArriveAsTimeGoesByStampedWithTheirTime() {
    source.start(context);
    context.onEvent(
        () ->
            assertThat(context.events.get(context.events.size() - 1).timestamp())
                .isEqualTo(context.now()));

    context.advance(MINUTE);

    assertThat(context.events).hasSizeBetween(400, 1100);
    assertThat(context.events).extracting(DiscordEvent::timestamp).isSorted();
  }

  @Test
  void theSameSeedPlaysTheSame() {
    source.start(context);
    context.advance(MINUTE);

    assertThat(played(42, 1, MINUTE).events).isEqualTo(context.events);
    assertThat(played(42, 1, MINUTE).guilds).isEqualTo(context.guilds);
    assertThat(played(43, 1, MINUTE).events).doesNotContainAnyElementsOf(context.events);
  }

  @Test
  void twiceTheSpeedPlaysTheSameInHalfTheTime() {
    source.start(context);
    context.advance(MINUTE);
    List<DiscordEvent> twiceAsFast = played(42, 2, Duration.ofSeconds(30)).events;

    assertThat(twiceAsFast).hasSameSizeAs(context.events);
    for (int i = 0; i < twiceAsFast.size(); i++) {
      DiscordEvent expected = context.events.get(i);
      Duration offset = Duration.between(NOON, expected.timestamp());
      assertThat(twiceAsFast.get(i)).hasSameClassAs(expected);
      assertThat(twiceAsFast.get(i).timestamp())
          .isCloseTo(NOON.plus(offset.dividedBy(2)), within(1, ChronoUnit.MICROS));
    }
  }

  @Test
  void aSpeedOutOfRangeIsRefusedByTheNameOfItsOption() {
    assertThatThrownBy(() -> new SimulatorSource(demo, 42, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--speed: 0.0 is not a factor on time from 0.001 to 1000, or max");
  }

  @Test
  void aClockThatIsAdvancedByAnHourAtOncePlaysTheHour() {
    source.start(context);

    context.advance(Duration.ofHours(1));

    ManualContext inSteps = new ManualContext(NOON);
    new SimulatorSource(demo, 42, 1).start(inSteps);
    for (int minute = 0; minute < 60; minute++) {
      inSteps.advance(MINUTE);
    }
    assertThat(context.events).isEqualTo(inSteps.events).hasSizeGreaterThan(20_000);
    assertThat(context.waiting()).isEqualTo(1);
  }

  @Test
  void latenessDoesNotAddUp() {
    source.start(context);
    while (context.elapsed().compareTo(MINUTE) < 0) {
      context.runNextLate(Duration.ofMillis(50));
    }

    assertThat(context.events.size()).isCloseTo(played(42, 1, MINUTE).events.size(), within(20));
  }

  @Test
  void afterCloseNothingIsDeliveredNotEvenByATaskThatHadBegun() {
    source.start(context);
    context.advance(MINUTE);
    int delivered = context.events.size();
    Runnable begun = context.firstWaiting();

    source.close();
    begun.run();
    context.advance(MINUTE);
    source.reset();
    context.advance(MINUTE);

    assertThat(context.events).hasSize(delivered);
    assertThat(context.waiting()).isZero();
  }

  @Test
  void aSourceThatNeverStartedCanBeClosed() {
    source.reset();
    source.close();
    source.close();

    assertThat(context.guilds).isEmpty();
  }

  @Test
  void afterAResetItAnnouncesItsGuildsAndPlaysFromTheFirstEvent() {
    source.start(context);
    context.advance(MINUTE);
    List<GuildDefinition> guilds = List.copyOf(context.guilds);
    Runnable begun = context.firstWaiting();
    context.guilds.clear();
    context.events.clear();

    source.reset();
    begun.run();
    assertThat(context.events).isEmpty();
    assertThat(context.guilds).isEqualTo(guilds);
    assertThat(context.waiting()).isEqualTo(1);
    context.advance(MINUTE);

    ManualContext startedThen = new ManualContext(NOON.plus(MINUTE));
    new SimulatorSource(demo, 42, 1).start(startedThen);
    startedThen.advance(MINUTE);
    assertThat(context.events).isEqualTo(startedThen.events);
  }

  @Test
  void aResetFromWithinADeliveryLeavesOnePlayOnly() {
    source.start(context);
    context.onEvent(
        () -> {
          context.onEvent(() -> {});
          source.reset();
        });

    context.advance(MINUTE);

    assertThat(context.waiting()).isEqualTo(1);
    assertThat(context.guilds).hasSize(6);
  }

  @Test
  void aServerThatFailsOnAnEventGetsTheNextOne() {
    source.start(context);
    context.onEvent(
        () -> {
          context.onEvent(() -> {});
          throw new IllegalStateException("out of order");
        });

    context.advance(MINUTE);

    assertThat(context.events).hasSizeGreaterThan(400);
  }
}
