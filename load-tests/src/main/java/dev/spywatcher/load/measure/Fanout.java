package dev.spywatcher.load.measure;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Feed;
import dev.spywatcher.load.feed.Guild;
import dev.spywatcher.load.feed.Saturation;
import dev.spywatcher.load.machine.CpuTime;
import dev.spywatcher.load.machine.MachineTime;
import dev.spywatcher.load.report.Figure;
import java.time.Duration;

/** Deliveries a second of a saturated server. */
final class Fanout {

  private static final int BATCH = 20;

  /** How much longer the first warm-up is than the one before each measure. */
  private static final int WARM_UPS = 3;

  private final Subject subject;
  private double leastBusy = 100;
  private double mostByOthers;

  Fanout(Subject subject) {
    this.subject = subject;
  }

  /** The same load, unmeasured, until a JVM has compiled what it takes. */
  void warmUp(Stage stage) throws MeasurementException, InterruptedException {
    Saturation saturation = begin(stage, 1);
    Waiting.during(subject.size().warmUp().multipliedBy(WARM_UPS));
    end(saturation, stage);
  }

  /** With 200 subscribers: events one by one, then in batches. */
  void measureFew(Stage stage) throws MeasurementException, InterruptedException {
    measure(stage, 1, Figure.DELIVERED_SINGLE_200, Figure.SATURATED_CPU_SINGLE_200);
    measure(stage, BATCH, Figure.DELIVERED_BATCH_200, Figure.SATURATED_CPU_BATCH_200);
  }

  /** The same with 1,000. */
  void measureMany(Stage stage) throws MeasurementException, InterruptedException {
    measure(stage, 1, Figure.DELIVERED_SINGLE_1000, Figure.SATURATED_CPU_SINGLE_1000);
    measure(stage, BATCH, Figure.DELIVERED_BATCH_1000, Figure.SATURATED_CPU_BATCH_1000);
  }

  private void measure(Stage stage, int batch, Figure rate, Figure cpuEach)
      throws MeasurementException, InterruptedException {
    Saturation saturation = begin(stage, batch);
    Waiting.during(subject.size().warmUp());
    MachineTime machineBefore = MachineTime.now();
    Duration serverBefore = subject.server().cpuTime();
    Duration ownBefore = CpuTime.own();
    long before = stage.crowd().receivedSoFar();
    long begin = System.nanoTime();
    Waiting.during(subject.size().saturated());
    long delivered = stage.crowd().receivedSoFar() - before;
    double seconds = (System.nanoTime() - begin) / 1e9;
    Duration server = subject.server().cpuTime().minus(serverBefore);
    Duration own = CpuTime.own().minus(ownBefore);
    double busy = MachineTime.now().busyPercentSince(machineBefore);
    end(saturation, stage);

    int cores = Runtime.getRuntime().availableProcessors();
    double ofTheTwo = 100 * server.plus(own).toNanos() / 1e9 / seconds / cores;
    leastBusy = Math.min(leastBusy, busy);
    mostByOthers = Math.max(mostByOthers, busy - ofTheTwo);
    subject.found(rate, delivered / seconds);
    subject.found(cpuEach, server.toNanos() / 1e3 / delivered);
  }

  private static Saturation begin(Stage stage, int batch) throws MeasurementException {
    Saturation saturation = new Saturation(stage.feed(), batch, stage.crowd().rows());
    stage.crowd().tellWhenDelivered(batch, saturation::delivered);
    saturation.begin();
    return saturation;
  }

  private static void end(Saturation saturation, Stage stage)
      throws MeasurementException, InterruptedException {
    try {
      saturation.end();
    } catch (MeasurementException e) {
      // Where something was lost, that is why.
      stage.checkExactlyOnce();
      throw e;
    }
    stage.crowd().tellWhenDelivered(0, writer -> {});
    stage.checkExactlyOnce();
  }

  /** What bounds the above: how saturated the machine was, and what the HTTP calls alone allow. */
  void measureLimits() throws MeasurementException, InterruptedException {
    subject.found(Figure.BUSY, leastBusy);
    subject.found(Figure.OTHERS, mostByOthers);
    try (Feed feed =
        Feed.open(subject.loops(), subject.server().control(), new Guild(Subject.GUILD_ID))) {
      Saturation saturation = new Saturation(feed, 1, 0);
      saturation.begin();
      Waiting.during(subject.size().warmUp().dividedBy(2));
      Duration cpuBefore = subject.server().cpuTime();
      long before = feed.posted();
      long begin = System.nanoTime();
      Waiting.during(subject.size().saturated());
      long posted = feed.posted() - before;
      double seconds = (System.nanoTime() - begin) / 1e9;
      Duration cpu = subject.server().cpuTime().minus(cpuBefore);
      saturation.end();
      subject.found(Figure.INGEST, posted / seconds);
      subject.found(Figure.INGEST_CPU, cpu.toNanos() / 1e3 / posted);
    }
  }
}
