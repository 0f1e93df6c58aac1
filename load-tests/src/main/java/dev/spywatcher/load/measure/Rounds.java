package dev.spywatcher.load.measure;

import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.contender.ControlApi;
import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Guild;
import dev.spywatcher.load.report.Figure;
import dev.spywatcher.load.report.Results;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs the parts against all contenders, round by round; each round begins with another contender.
 * A measure that fails is noted, and the next goes on.
 */
public final class Rounds {

  private static final int FEW = 200;
  private static final int MANY = 1_000;

  private final List<Launch> launches;
  private final Set<Part> parts;
  private final Size size;
  private final String secret;
  private final Loops loops;
  private final Consumer<String> progress;
  private final Results results = new Results();
  private int round;

  /**
   * Rounds that have not begun.
   *
   * @param secret what the tokens of all contenders are signed with
   * @param progress told what goes on
   */
  public Rounds(
      List<Launch> launches,
      Set<Part> parts,
      Size size,
      String secret,
      Loops loops,
      Consumer<String> progress) {
    this.launches = launches;
    this.parts = parts;
    this.size = size;
    this.secret = secret;
    this.loops = loops;
    this.progress = progress;
  }

  /** Runs so many rounds. */
  public Results run(int rounds) throws InterruptedException {
    for (round = 1; round <= rounds; round++) {
      List<Launch> order = new ArrayList<>(launches);
      Collections.rotate(order, 1 - round);
      for (Launch launch : order) {
        run(launch);
      }
    }
    return results;
  }

  private interface Measure {
    void take(Subject subject) throws MeasurementException, InterruptedException;
  }

  private void run(Launch launch) throws InterruptedException {
    if (parts.contains(Part.STARTUP)) {
      for (int i = 0; i < size.starts(); i++) {
        with(
            launch,
            "startup",
            subject -> subject.found(Figure.STARTUP, Startup.firstClientMillis(subject)));
      }
    }
    if (parts.contains(Part.SIMULATIONS)) {
      with(launch, "simulations", this::simulate);
    }
    if (parts.contains(Part.CONNECT) || parts.contains(Part.STORM) || parts.contains(Part.FANOUT)) {
      with(launch, "load", this::load);
    }
    if (parts.contains(Part.IDLE)) {
      with(
          launch,
          "idle",
          subject -> {
            define(subject);
            new Idle(subject).measure();
          });
    }
  }

  private void simulate(Subject subject) throws InterruptedException {
    Simulations simulations = new Simulations(subject);
    attempt(subject.contender(), "simulations", simulations::reconnectStorm);
    attempt(subject.contender(), "simulations", simulations::fanOut);
  }

  private void load(Subject subject) throws MeasurementException, InterruptedException {
    define(subject);
    Connects connects = new Connects(subject);
    connects.warmUp(parts.contains(Part.CONNECT));
    if (parts.contains(Part.CONNECT)) {
      attempt(subject.contender(), "connect", connects::measure);
    }
    if (parts.contains(Part.STORM)) {
      attempt(subject.contender(), "storm", new Storm(subject)::measure);
    }
    Fanout fanout = new Fanout(subject);
    if (parts.contains(Part.FANOUT)) {
      attempt(
          subject.contender(),
          FEW + " clients",
          () -> {
            try (Stage stage = Stage.open(subject, FEW)) {
              fanout.warmUp(stage);
              fanout.measureFew(stage);
            }
          });
      attempt(
          subject.contender(),
          MANY + " clients",
          () -> {
            try (Stage stage = Stage.open(subject, MANY)) {
              fanout.measureMany(stage);
            }
          });
      subject.server().awaitQuiet();
      attempt(subject.contender(), "ingest", fanout::measureLimits);
    }
  }

  private static void define(Subject subject) throws MeasurementException {
    ControlApi.define(subject.server(), new Guild(Subject.GUILD_ID));
  }

  private void with(Launch launch, String part, Measure measure) throws InterruptedException {
    Contender contender = launch.contender();
    attempt(
        contender,
        part,
        () -> {
          try (ServerProcess server = ServerProcess.start(launch)) {
            measure.take(
                new Subject(
                    server, loops, secret, size, results, line -> progress(contender, line)));
          }
        });
  }

  private interface Attempt {
    void run() throws MeasurementException, InterruptedException;
  }

  private void attempt(Contender contender, String part, Attempt attempt)
      throws InterruptedException {
    try {
      attempt.run();
    } catch (MeasurementException e) {
      String failure =
          "round %d, %s, %s: %s".formatted(round, contender.key(), part, e.getMessage());
      results.fail(failure);
      progress(contender, "FAILED " + part + ": " + e.getMessage());
    }
  }

  private void progress(Contender contender, String line) {
    progress.accept("round " + round + " " + contender.key() + "  " + line);
  }
}
