package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.Latencies;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.source.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How many subscribers times events a second a server holds: steps that grow until 99 in 100
 * deliveries no longer come within 250 ms.
 */
public final class FanOut extends LoadSimulation {

  private final List<Step> steps =
      Step.parse(
          Settings.text(
              "steps", "500x20,1000x20,2000x20,5000x10,5000x20,5000x40", "100x20,200x50"));
  private final Duration stepLength = Settings.duration("step", "10s", "3s");
  private final Duration held = Settings.duration("held", "250ms", "2s");
  private final int guilds = source.guilds().size();
  private final int most = steps.stream().mapToInt(Step::subscribers).max().orElseThrow();
  private final Door door = new Door(most, ledger::subscribed);
  private final ServerCost cost = new ServerCost(service);
  private String highest = "";

  /** Whether the last step that was taken was held. */
  private boolean lastStepHeld;

  /** Connections that had ended unasked before that step. */
  private long droppedBefore;

  /** Makes the run. */
  public FanOut() {
    super(
        Settings.number("guilds", 5, 5),
        Stream.MESSAGE,
        Stream.MESSAGE,
        Stream.MESSAGE,
        Stream.PRESENCE);
    run(
        List.of(
            scenario("subscribers")
                .exec(
                    numbered(),
                    waiting(session -> door.opening(index(session))),
                    subscriber("connect"),
                    socketIo("deliveries")
                        .collect(Stream.MESSAGE.event(), Stream.PRESENCE.event())
                        .reportedByOneUserIn(Math.max(1, most / 50)),
                    staying())
                .injectOpen(atOnceUsers(most))),
        exec(
            guildsDefined(most),
            verdict("the first step held", this::climb),
            farewell(verdict("nobody dropped", this::requireNobodyDroppedWhileHeld)),
            deliveryVerdicts()));
  }

  /** A step that is not held may cost connections, and so may what is left of it. */
  private void requireNobodyDroppedWhileHeld() throws IOException {
    requireNobodyDropped(lastStepHeld ? ledger.disconnected() : droppedBefore);
  }

  /** Takes one step after the other, until one is not held. */
  private void climb() throws IOException, InterruptedException, MeasurementException {
    for (Step step : steps) {
      droppedBefore = ledger.disconnected();
      if (!enter(step)) {
        lastStepHeld = false;
        break;
      }
      source.start((double) step.perSecond() * guilds);
      // The first step finds a server that is still compiled.
      Duration warmUp = highest.isEmpty() ? stepLength : stepLength.dividedBy(4);
      Waiting.during(warmUp);
      ledger.window();
      Duration cpuBefore = cost.cpuTime();
      Waiting.during(stepLength);
      Latencies latencies = ledger.window();
      Duration cpu = cost.cpuTime().minus(cpuBefore);
      int behind = source.behind();
      source.stop();
      double late = latencies.percentileMillis(99);
      double perSecond = latencies.count() / (stepLength.toMillis() / 1e3);
      boolean good =
          late <= held.toMillis()
              && perSecond >= 0.9 * step.deliveries()
              && ledger.disconnected() == droppedBefore;
      String result =
          String.format(
              Locale.ROOT,
              "%s: %,.0f deliveries/s, p50 %.0f ms, p99 %.0f ms%s",
              good ? "held" : "NOT held",
              perSecond,
              latencies.percentileMillis(50),
              late,
              behind > step.perSecond() * guilds ? ", " + behind + " events wait" : "");
      tell(step, result);
      lastStepHeld = good;
      if (!good) {
        break;
      }
      highest = step.toString();
      measured(step, latencies, cpu);
    }
    ledger.finding("highest step held", highest.isEmpty() ? "none" : highest);
    System.out.println("highest step held: " + (highest.isEmpty() ? "none" : highest));
    if (highest.isEmpty()) {
      throw new IOException("not even the first step was held: " + steps.get(0));
    }
  }

  /** Lets in the clients of a step; whether they came in. Those of the first have to. */
  private boolean enter(Step step) throws IOException, InterruptedException {
    try {
      door.open(step.subscribers());
      return true;
    } catch (IOException e) {
      if (highest.isEmpty()) {
        throw e;
      }
      tell(step, "NOT held: " + e.getMessage());
      return false;
    }
  }

  private void tell(Step step, String result) {
    ledger.finding("step " + step, result);
    System.out.println("step " + step + " " + result);
  }

  private void measured(Step step, Latencies latencies, Duration cpu) {
    String key = "step_" + step;
    ledger.measure(key + "_p50_ms", latencies.percentileMillis(50));
    ledger.measure(key + "_p99_ms", latencies.percentileMillis(99));
    if (cost.known()) {
      double micros = cpu.toNanos() / 1e3 / latencies.count();
      ledger.measure(key + "_cpu_us_per_delivery", micros);
      ledger.finding(
          "step " + step + ", server CPU",
          String.format(Locale.ROOT, "%.2f µs for each delivery", micros));
    }
  }

  /**
   * A step.
   *
   * @param perSecond events a second in each guild, which is what each subscriber receives
   */
  record Step(int subscribers, int perSecond) {

    static List<Step> parse(String steps) {
      return java.util.stream.Stream.of(steps.split(","))
          .map(
              step -> {
                if (!step.strip().matches("[1-9]\\d{0,5}x[1-9]\\d{0,5}")) {
                  throw new IllegalArgumentException(
                      "steps: " + step + " is not subscribers x events a second, such as 500x20");
                }
                String[] parts = step.strip().split("x");
                return new Step(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
              })
          .toList();
    }

    int deliveries() {
      return subscribers * perSecond;
    }

    @Override
    public String toString() {
      return subscribers + "x" + perSecond;
    }
  }
}
