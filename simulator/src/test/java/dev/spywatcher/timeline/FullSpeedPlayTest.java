package dev.spywatcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.discord.play.Play;
import dev.spywatcher.discord.play.Script;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FullSpeedPlayTest {

  /** Counts what it is given. */
  private static final class Counting implements SourceContext {
    private final AtomicInteger events = new AtomicInteger();
    private final List<String> first = new CopyOnWriteArrayList<>();
    private final AtomicInteger guilds = new AtomicInteger();
    private volatile Runnable onEvent = () -> {};
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean congested;

    @Override
    public Instant now() {
      return Instant.parse("2026-03-01T12:00:00Z");
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      ScheduledFuture<?> waiting = clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> waiting.cancel(false);
    }

    @Override
    public void guild(GuildDefinition guild) {
      guilds.incrementAndGet();
    }

    @Override
    public void event(DiscordEvent event) {
      int before = events.getAndIncrement();
      if (before < 100) {
        first.add(event.toString());
      }
      onEvent.run();
    }

    @Override
    public boolean congested() {
      return congested;
    }
  }

  private final Counting context = new Counting();
  private final SimulatorSource source =
      new SimulatorSource(Scenario.named("demo"), 42, PlayTime.FULL_SPEED);

  @AfterEach
  void close() {
    source.close();
    context.clock.shutdownNow();
  }

  private int eventsIn(Duration window) throws InterruptedException {
    int before = context.events.get();
    TimeUnit.MILLISECONDS.sleep(window.toMillis());
    return context.events.get() - before;
  }

  @Test
  void anHourOfPlayTakesNoHour() {
    source.start(context);

    await().until(() -> context.events.get() > 50_000);
    assertThat(context.guilds).hasValue(3);
  }

  @Test
  void whileClientsLagBehindItGoesOnInSmallSteps() throws Exception {
    context.congested = true;
    source.start(context);
    await().until(() -> context.events.get() >= 256);

    // 256 events, then a pause of 50 ms or more.
    assertThat(eventsIn(Duration.ofSeconds(1))).isBetween(1, 256 * 21);

    context.congested = false;
    int before = context.events.get();
    await().until(() -> context.events.get() > before + 50_000);
  }

  @Test
  void whereThereIsNoNextEventToBeHadThatIsSaid() {
    CompletableFuture<Exception> failure = new CompletableFuture<>();
    Script broken =
        new Script() {
          @Override
          public Moment next() {
            throw new IllegalStateException("out of order");
          }

          @Override
          public void close() {}
        };

    try (Play play =
        Play.of("test", broken, context, context.now(), Play.FULL_SPEED, failure::complete)) {
      play.begin();

      assertThat(failure)
          .succeedsWithin(Duration.ofSeconds(5))
          .satisfies(told -> assertThat(told).hasMessage("out of order"));
    }
  }

  @Test
  void afterCloseNothingIsDelivered() throws Exception {
    source.start(context);
    await().until(() -> context.events.get() > 1_000);

    source.close();

    assertThat(eventsIn(Duration.ofMillis(300))).isZero();
  }

  @Test
  void aResetBeginsAgainFromTheFirstEventAlsoFromWithinADelivery() {
    source.start(context);
    await().until(() -> context.events.get() > 1_000);
    List<String> first = List.copyOf(context.first.subList(0, 100));
    context.onEvent =
        () -> {
          context.onEvent = () -> {};
          context.first.clear();
          context.events.set(0);
          source.reset();
        };

    await().until(() -> context.guilds.get() == 6 && context.events.get() > 1_000);
    assertThat(context.first.subList(0, 50)).isEqualTo(first.subList(0, 50));
  }

  @Test
  void aServerThatFailsOnAnEventGetsTheNextOne() {
    source.start(context);
    context.onEvent =
        () -> {
          context.onEvent = () -> {};
          throw new IllegalStateException("out of order");
        };

    int before = context.events.get();
    await().until(() -> context.events.get() > before + 1_000);
  }
}
