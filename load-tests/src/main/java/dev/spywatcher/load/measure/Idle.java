package dev.spywatcher.load.measure;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.contender.ControlApi;
import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.Machine;
import dev.spywatcher.load.machine.ResidentMemory;
import dev.spywatcher.load.report.Figure;
import java.time.Duration;

/** What clients cost that are connected, subscribed and answer heartbeats, and no more. */
final class Idle {

  private static final int FEW = 2_000;
  private static final int MANY = 10_000;

  /** What a process has open beside its connections. */
  private static final int OTHER_FILES = 300;

  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final Subject subject;

  Idle(Subject subject) {
    this.subject = subject;
  }

  void measure() throws MeasurementException, InterruptedException {
    if (Machine.here().openFiles() < MANY + OTHER_FILES) {
      throw new MeasurementException(
          "needs %d open files, %d are allowed: ulimit -n %d"
              .formatted(MANY + OTHER_FILES, Machine.here().openFiles(), MANY + OTHER_FILES));
    }
    try (Crowd few = subject.crowd(0, FEW);
        Crowd more = subject.crowd(FEW, MANY - FEW)) {
      few.connect(Subject.AT_ONCE, DEADLINE);
      subject.server().awaitQuiet();
      long heapOfFew = ControlApi.liveHeap(subject.server());
      more.connect(Subject.AT_ONCE, DEADLINE);
      subject.server().awaitQuiet();
      // The first heartbeats of a JVM are still compiled.
      Waiting.during(Size.HEARTBEAT);
      Duration before = subject.server().cpuTime();
      Duration watched = subject.size().idle();
      subject.progress().accept("watching idle clients for " + watched.toSeconds() + " s");
      Waiting.during(watched);
      Duration cpu = subject.server().cpuTime().minus(before);
      long gone = few.tally().gone() + more.tally().gone();
      if (gone > 0) {
        throw new MeasurementException(gone + " idle clients were disconnected");
      }
      long resident = ResidentMemory.of(subject.server().pid());
      long heapOfMany = ControlApi.liveHeap(subject.server());
      subject.found(Figure.HEAP, (heapOfMany - heapOfFew) / 1e3 / (MANY - FEW));
      subject.found(Figure.RSS, resident / 1e6);
      subject.found(Figure.IDLE_CPU, 100.0 * cpu.toMillis() / watched.toMillis());
    }
  }
}
