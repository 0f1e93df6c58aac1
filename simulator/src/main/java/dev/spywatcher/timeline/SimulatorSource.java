package dev.spywatcher.timeline;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.play.Play;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scenario, played. Announces its guilds at once and then delivers each event at its time by the
 * server's clock, however that moves: it has no thread, and never waits. At full speed alone times
 * do not count, and it has one. The faults of the scenario come and go between the events.
 *
 * <p>The same scenario and seed play the same events after the same delays; only newcomers whose
 * account is younger than the play have an id that tells when it was made, as on Discord. While it
 * plays it can be given another scenario, or another speed at which it goes on.
 *
 * <p>Thread-safe. {@link #start}, {@link #reset}, {@link #play}, {@link #pace} and {@link #close}
 * wait for a delivery that is under way, so their caller must not hold a lock that {@link
 * SourceContext#event} takes.
 */
public final class SimulatorSource implements DiscordSource, Repertoire {

  private static final Logger log = LoggerFactory.getLogger(SimulatorSource.class);

  private static final double PAUSED = 0;

  /** What fits into a long. */
  private static final Pattern SNOWFLAKE = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");

  /** Who plays what. */
  private record Cast(Scenario scenario, long seed, Population population) {
    static Cast of(Scenario scenario, long seed) {
      return new Cast(scenario, seed, Population.of(scenario, seed));
    }
  }

  private final Scenario own;
  private final Object lock = new Object();
  private volatile Cast cast;
  private volatile double speed;
  private @Nullable SourceContext context;
  private @Nullable Reel reel;
  private Instant origin = Instant.EPOCH;
  private Duration pausedAt = Duration.ZERO;
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
    this.own = scenario;
    this.cast = Cast.of(scenario, seed);
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

  @Override
  public Repertoire repertoire() {
    return this;
  }

  @Override
  public List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    if (!Scenario.names().contains(own.name())) {
      pieces.add(piece(own));
    }
    Scenario.names().forEach(name -> pieces.add(piece(named(name))));
    return pieces;
  }

  private static Piece piece(Scenario scenario) {
    return new Piece(scenario.name(), scenario.description(), scenario.seed());
  }

  /** Built-in ones, and the one that it began with, which may have come from a file. */
  private Scenario named(String name) {
    return name.equals(own.name()) ? own : Scenario.named(name);
  }

  @Override
  public Playing playing() {
    Cast playing = cast;
    return new Playing(playing.scenario().name(), playing.seed(), speed);
  }

  @Override
  public void check(Playing next) {
    List<String> names = pieces().stream().map(Piece::name).toList();
    if (!names.contains(next.scenario())) {
      String shown = next.scenario().length() > 64 ? "…" : next.scenario();
      throw new IllegalArgumentException(
          "scenario: there is no \"" + shown + "\"; use one of " + String.join(", ", names));
    }
    checkSpeed(next.speed());
  }

  private static void checkSpeed(double speed) {
    // Written so that NaN is refused too.
    if (!(speed >= 0.001 && speed <= 1000) && speed != FULL_SPEED && speed != PAUSED) {
      throw new IllegalArgumentException(
          "speed: " + speed + " is not a factor on time from 0.001 to 1000, 0 to pause, or max");
    }
  }

  @Override
  public void play(Playing next) {
    check(next);
    Cast chosen = Cast.of(named(next.scenario()), next.seed());
    end();
    synchronized (lock) {
      cast = chosen;
      speed = next.speed();
      if (context != null) {
        begin(context);
      }
    }
  }

  @Override
  public void pace(double newSpeed) {
    paceAt(newSpeed, null);
  }

  @Override
  public void pace(double newSpeed, Instant at) {
    paceAt(newSpeed, at);
  }

  /** At the present where {@code at} is {@code null}. */
  private void paceAt(double newSpeed, @Nullable Instant at) {
    checkSpeed(newSpeed);
    Reel going;
    synchronized (lock) {
      going = reel;
    }
    if (going != null) {
      going.keep(true);
    }
    stop();
    synchronized (lock) {
      Instant moment = at == null && context != null ? context.now() : at;
      Duration reached = going == null || moment == null ? Duration.ZERO : reached(moment, going);
      speed = newSpeed;
      if (going != null) {
        going.keep(false);
      }
      if (going != null && context != null && moment != null) {
        pausedAt = reached;
        origin = origin(moment, reached, newSpeed);
        run(context, going);
      }
    }
  }

  /** How far the play has come. */
  private Duration reached(Instant now, Reel going) {
    if (speed == PAUSED) {
      return pausedAt;
    }
    if (speed == FULL_SPEED) {
      return going.reached();
    }
    Duration played = Duration.ofNanos((long) (between(origin, now) * speed));
    return played.compareTo(going.reached()) > 0 ? played : going.reached();
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toNanos();
  }

  /** When a play must have begun that has come so far at that speed. */
  private static Instant origin(Instant now, Duration reached, double speed) {
    return speed == FULL_SPEED || speed == PAUSED
        ? now
        : now.minus(Duration.ofNanos((long) (reached.toNanos() / speed)));
  }

  @Override
  public @Nullable String persona(String guildId, String userId) {
    for (Crowd crowd : cast.population().crowds()) {
      if (crowd.guild().id().equals(guildId) && SNOWFLAKE.matcher(userId).matches()) {
        Persona persona = crowd.persona(Long.parseLong(userId));
        return persona == null ? null : persona.word();
      }
    }
    return null;
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
    Cast playing = cast;
    for (Crowd crowd : playing.population().crowds()) {
      context.guild(crowd.definition());
    }
    double pace = speed == PAUSED ? 1 : speed;
    PlayTime playTime = new PlayTime(context.beginning().truncatedTo(ChronoUnit.MILLIS), pace);
    beginning = playTime.beginning();
    origin = playTime.beginning();
    pausedAt = Duration.ZERO;
    Reel begun =
        new Reel(
            new ScenarioScript(
                Traffic.of(playing.population(), playing.seed(), playTime).events(),
                new FaultTimeline(playing.scenario().faults(), context.faults(), pace),
                () -> speed != FULL_SPEED));
    reel = begun;
    run(context, begun);
  }

  private void run(SourceContext context, Reel going) {
    if (speed != PAUSED) {
      Play begun = Play.of(name(), going, context, origin, speed, this::ended);
      play = begun;
      begun.begin();
    }
  }

  private void end() {
    stop();
    Reel over;
    synchronized (lock) {
      over = reel;
      reel = null;
    }
    if (over != null) {
      over.end();
    }
  }

  /** Not under the lock: a reset from within a delivery takes it, and the play waits for that. */
  private void stop() {
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
