package dev.spywatcher.load.measure;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.Latencies;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Pace;
import dev.spywatcher.load.report.Figure;
import java.time.Duration;

/** What a fixed rate of deliveries costs, and how late they come. */
final class PacedLoad {

  private static final double DELIVERED_PER_SECOND = 40_000;

  private final Subject subject;

  PacedLoad(Subject subject) {
    this.subject = subject;
  }

  void measure(Stage stage, Figure cpu, Figure median, Figure late)
      throws MeasurementException, InterruptedException {
    Pace pace = new Pace(stage.feed());
    pace.begin(DELIVERED_PER_SECOND / stage.crowd().size());
    Waiting.during(subject.size().warmUp());
    stage.crowd().startTiming();
    Duration cpuBefore = subject.server().cpuTime();
    long before = stage.crowd().receivedSoFar();
    Waiting.during(subject.size().paced());
    long delivered = stage.crowd().receivedSoFar() - before;
    Duration taken = subject.server().cpuTime().minus(cpuBefore);
    Latencies latencies = stage.crowd().stopTiming();
    pace.end();
    stage.checkExactlyOnce();
    double expected = DELIVERED_PER_SECOND * subject.size().paced().toMillis() / 1e3;
    if (delivered < 0.95 * expected) {
      throw new MeasurementException(
          "the rate was not kept: %d of %.0f deliveries".formatted(delivered, expected));
    }
    subject.found(cpu, taken.toNanos() / 1e3 / delivered);
    subject.found(median, latencies.percentileMillis(50));
    subject.found(late, latencies.percentileMillis(99));
  }
}
