package dev.spywatcher.timeline;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A scenario, played. Announces its guilds at once and then delivers each event at its time by the
 * server's clock, however that moves: it has no thread, and never waits.
 *
 * <p>The same scenario and seed play the same events after the same delays; only newcomers whose
 * account is younger than the play have an id that tells when it was made, as on Discord.
 *
 * <p>Thread-safe. {@link #start}, {@link #reset} and {@link #close} wait for a delivery that is
 * under way, so their caller must not hold a lock that {@link SourceContext#event} takes.
 */
public final class SimulatorSource implements DiscordSource {

  private final Scenario scenario;
  private final long seed;
  private final double speed;
  private final Object lock = new Object();
  private @Nullable SourceContext context;
  private @Nullable Play play;

  /**
   * A source that has not begun yet.
   *
   * @param seed any number; another one gives other people and other events in the same guilds
   * @param speed a factor on time, from 0.001 to 1000; 2.0 plays twice as fast
   * @throws IllegalArgumentException where {@code speed} is out of range
   */
  public SimulatorSource(Scenario scenario, long seed, double speed) {
    this.scenario = scenario;
    this.seed = seed;
    this.speed = PlayTime.requireSpeed(speed);
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public void start(SourceContext context) {
    synchronized (lock) {
      this.context = context;
      begin(context);
    }
  }

  @Override
  public void reset() {
    synchronized (lock) {
      if (context != null) {
        end();
        begin(context);
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      end();
      context = null;
    }
  }

  private void begin(SourceContext context) {
    Population population = Population.of(scenario, seed);
    for (Crowd crowd : population.crowds()) {
      context.guild(crowd.definition());
    }
    PlayTime playTime = new PlayTime(context.now().truncatedTo(ChronoUnit.MILLIS), speed);
    play = new Play(context, playTime, Traffic.of(population, seed, playTime).events());
    play.awaitNext();
  }

  private void end() {
    if (play != null) {
      play.waiting.cancel();
      play = null;
    }
  }

  /** One run from the first event on, until a reset or the close. */
  private final class Play {
    private final SourceContext context;
    private final PlayTime playTime;
    private final Iterator<TimedEvent> events;
    private SourceContext.Cancellable waiting = () -> {};

    Play(SourceContext context, PlayTime playTime, Iterator<TimedEvent> events) {
      this.context = context;
      this.playTime = playTime;
      this.events = events;
    }

    void awaitNext() {
      TimedEvent next = events.next();
      // Measured from the beginning, not from the last event, so that lateness does not add up.
      Duration delay = Duration.between(context.now(), playTime.instant(next.nanos()));
      waiting = context.schedule(delay, () -> deliver(next));
    }

    private void deliver(TimedEvent event) {
      synchronized (lock) {
        // A task that had begun when it was called off comes too late.
        if (play != this) {
          return;
        }
        try {
          context.event(event.at(context.now()));
        } finally {
          if (play == this) {
            awaitNext();
          }
        }
      }
    }
  }
}
