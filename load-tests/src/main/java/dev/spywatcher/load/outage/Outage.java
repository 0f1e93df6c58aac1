package dev.spywatcher.load.outage;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outages, each with what it may cost: another server ingests within 10 s what a dead one did
 * (SCALE-3), and while Redis is away each server serves its own clients (SCALE-4). Whatever
 * happens, nothing comes twice, out of order, or to whom it does not belong.
 */
public enum Outage {
  /** For comparison. */
  NOTHING("all goes well", new Plan(2, 2, false, 0)) {
    @Override
    void happen(Trial trial) throws InterruptedException {
      trial.flow(AFTERMATH);
    }
  },
  HOLDER_KILLED("kill -9 of the one server that ingests, of three", new Plan(3, 1, false, 0)) {
    @Override
    void happen(Trial trial) throws MeasurementException, IOException, InterruptedException {
      int holder = trial.serverThat(true);
      trial.injector().avoid(holder);
      long now = now();
      trial.server(holder).kill();
      trial.allow("the kill: another must ingest", now, TAKE_OVER, (event, visit) -> true);
      trial.flow(AFTERMATH);
    }
  },
  BYSTANDER_KILLED("kill -9 of a server that ingests nothing", new Plan(2, 1, false, 0)) {
    @Override
    void happen(Trial trial) throws MeasurementException, IOException, InterruptedException {
      int bystander = trial.serverThat(false);
      trial.injector().avoid(bystander);
      trial.server(bystander).kill();
      trial.flow(AFTERMATH);
    }
  },
  HOLDER_STOPPED("the one server that ingests is asked to end", new Plan(2, 1, false, 0)) {
    @Override
    void happen(Trial trial) throws MeasurementException, IOException, InterruptedException {
      int holder = trial.serverThat(true);
      trial.injector().avoid(holder);
      trial.server(holder).close();
      trial.flow(AFTERMATH);
    }
  },
  HOLDER_FROZEN(
      "the server that ingests stands still for 20 s, and wakes with an old lease",
      new Plan(2, 1, false, 0)) {
    @Override
    void happen(Trial trial) throws MeasurementException, IOException, InterruptedException {
      int holder = trial.serverThat(true);
      trial.injector().avoid(holder);
      long now = now();
      trial.server(holder).freeze();
      trial.allow(
          "the freeze: another must ingest",
          now,
          TAKE_OVER,
          (event, visit) -> visit.server() != holder);
      trial.allow(
          "the freeze: clients of the server itself",
          now,
          OUTAGE.plus(TAKE_OVER),
          (event, visit) -> visit.server() == holder);
      trial.flow(OUTAGE);
      trial.server(holder).thaw();
      trial.flow(TAKE_OVER);
      trial.injector().use(holder);
      trial.flow(SETTLED);
    }
  },
  REDIS_KILLED("Redis is killed, and starts again 5 s later, empty", new Plan(2, 2, false, 0)) {
    @Override
    void happen(Trial trial) throws IOException, InterruptedException {
      long now = now();
      trial.redis().kill();
      trial.flow(SHORT);
      trial.redis().startAgain();
      redisAway(trial, now, now() - now);
      trial.flow(AFTERMATH);
    }
  },
  REDIS_FROZEN("Redis stands still for 20 s", new Plan(2, 2, false, 0)) {
    @Override
    void happen(Trial trial) throws IOException, InterruptedException {
      long now = now();
      trial.redis().freeze();
      trial.flow(OUTAGE);
      trial.redis().thaw();
      redisAway(trial, now, now() - now);
      trial.flow(AFTERMATH);
    }
  },
  SERVER_CUT_OFF("one of two servers is cut off from Redis for 20 s", new Plan(2, 2, true, 0)) {
    @Override
    void happen(Trial trial) throws IOException, InterruptedException {
      long now = now();
      trial.way(0).cut();
      trial.flow(OUTAGE);
      trial.way(0).mend();
      redisAway(trial, now, now() - now);
      trial.flow(AFTERMATH);
    }
  },
  CLOCK_SKEW("the clock of one of two servers is 60 s ahead", new Plan(2, 2, false, 60)) {
    @Override
    void happen(Trial trial) throws InterruptedException {
      trial.flow(AFTERMATH);
    }
  };

  /** Until another ingests what a dead server did (SCALE-3). */
  static final Duration TAKE_OVER = Duration.ofSeconds(10);

  /** How long something is out of order. */
  static final Duration OUTAGE = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration SETTLED = Duration.ofSeconds(5);

  /** What is watched when all is well again. */
  static final Duration AFTERMATH = TAKE_OVER.plus(SETTLED);

  private final String what;
  private final Plan plan;

  Outage(String what, Plan plan) {
    this.what = what;
    this.plan = plan;
  }

  abstract void happen(Trial trial) throws MeasurementException, IOException, InterruptedException;

  private static long now() {
    return System.currentTimeMillis();
  }

  /** What it may cost that servers do not hear of each other for a while. */
  private static void redisAway(Trial trial, long from, long millis) {
    trial.allow(
        "Redis went: what came in at a server that is alone is for its own clients",
        from,
        Duration.ofMillis(millis),
        (event, visit) -> !event.replayed() && event.via() != visit.server());
    trial.allow("Redis went: a server must notice", from, TAKE_OVER, (event, visit) -> true);
    trial.allow(
        "Redis came back: servers must join again",
        from + millis,
        TAKE_OVER,
        (event, visit) -> true);
  }

  /** Its name in commands and reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens. */
  public String what() {
    return what;
  }

  /** Whether it needs a clock that is wrong. */
  public boolean needsSkew() {
    return plan.skewSeconds() != 0;
  }

  /** A trial's outcome: what was found, and lines for people. */
  public record Outcome(Findings findings, List<String> lines) {}

  /**
   * Runs it.
   *
   * @param jar the packaged server
   * @param redisProgram the program {@code redis-server}
   */
  public Outcome run(Path jar, Path redisProgram)
      throws MeasurementException, IOException, InterruptedException {
    try (Trial trial = Trial.begin(plan, jar, redisProgram)) {
      trial.flow(SETTLED);
      happen(trial);
      Findings findings = trial.judge();
      List<String> lines = new ArrayList<>();
      lines.add("== " + key() + ": " + what);
      lines.addAll(findings.table());
      findings.faults().forEach(fault -> lines.add("FAULT " + fault));
      if (!findings.faults().isEmpty()) {
        trial.lastOutput().forEach(lines::add);
      }
      return new Outcome(findings, lines);
    }
  }
}
