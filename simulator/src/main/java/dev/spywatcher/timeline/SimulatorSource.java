package dev.spywatcher.timeline;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scenario, played. Announces its guilds at once and then delivers each event at its time by the
 * server's clock, however that moves: it has no thread, and never waits. At full speed alone times
 * do not count, and it has one.
 *
 * <p>The same scenario and seed play the same events after the same delays; only newcomers whose
 * account is younger than the play have an id that tells when it was made, as on Discord.
 *
 * <p>Thread-safe. {@link #start}, {@link #reset} and {@link #close} wait for a delivery that is
 * under way, so their caller must not hold a lock that {@link SourceContext#event} takes.
 */
public final class SimulatorSource implements DiscordSource {

  private static final Logger log = LoggerFactory.getLogger(SimulatorSource.class);

  private final Scenario scenario;
  private final long seed;
  private final double speed;
  private final Object lock = new Object();
  private @Nullable SourceContext context;
  private @Nullable Play play;
  private volatile SourceState state = SourceState.DELIVERING;

  /**
   * A source that has not begun yet.
   *
   * @param seed any number; another one gives other people and other events in the same guilds
   * @param speed a factor on time, from 0.001 to 1000; 2.0 plays twice as fast; {@link
   *     PlayTime#FULL_SPEED} as fast as the server takes it, on a thread of its own
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

  @Override
  public SourceState state() {
    return state;
  }

  private void failed(RuntimeException failure) {
    state = new SourceState(SourceState.Kind.FAILED, "the play cannot go on: " + failure);
    log.error("{}", state.detail());
  }

  private void begin(SourceContext context) {
    state = SourceState.DELIVERING;
    Population population = Population.of(scenario, seed);
    for (Crowd crowd : population.crowds()) {
      context.guild(crowd.definition());
    }
    PlayTime playTime = new PlayTime(context.now().truncatedTo(ChronoUnit.MILLIS), speed);
    Iterator<TimedEvent> events = Traffic.of(population, seed, playTime).events();
    Play begun =
        speed == PlayTime.FULL_SPEED
            ? new FullSpeedPlay(context, events, this::failed)
            : new PacedPlay(context, playTime, events, lock);
    play = begun;
    begun.begin();
  }

  private void end() {
    if (play != null) {
      play.close();
      play = null;
    }
  }
}
