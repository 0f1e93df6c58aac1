package dev.spywatcher.timeline;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.play.Play;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.Traffic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scenario, played. Announces its guilds at once and then delivers each event at its time by the
 * server's clock, however that moves: it has no thread, and never waits. At full speed alone times
 * do not count, and it has one. The faults of the scenario come and go between the events.
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
  private volatile @Nullable Instant beginning;
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
    end();
    synchronized (lock) {
      if (context != null) {
        begin(context);
      }
    }
  }

  @Override
  public void close() {
    end();
    synchronized (lock) {
      context = null;
    }
  }

  /** When the play began, by the server's clock; {@code null} before the start. Thread-safe. */
  public @Nullable Instant beginning() {
    return beginning;
  }

  @Override
  public SourceState state() {
    return state;
  }

  private void ended(@Nullable Exception failure) {
    if (failure == null) {
      state = new SourceState(SourceState.Kind.ENDED, "the play is over");
    } else {
      state = new SourceState(SourceState.Kind.FAILED, "the play cannot go on: " + failure);
      log.error("{}", state.detail());
    }
  }

  private void begin(SourceContext context) {
    state = SourceState.DELIVERING;
    Population population = Population.of(scenario, seed);
    for (Crowd crowd : population.crowds()) {
      context.guild(crowd.definition());
    }
    PlayTime playTime = new PlayTime(context.now().truncatedTo(ChronoUnit.MILLIS), speed);
    beginning = playTime.beginning();
    ScenarioScript script =
        new ScenarioScript(
            Traffic.of(population, seed, playTime).events(),
            new FaultTimeline(scenario.faults(), context.faults(), speed));
    Play begun = Play.of(name(), script, context, playTime.beginning(), speed, this::ended);
    play = begun;
    begun.begin();
  }

  /** Not under the lock: a reset from within a delivery takes it, and the play waits for that. */
  private void end() {
    Play ending;
    synchronized (lock) {
      ending = play;
      play = null;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
