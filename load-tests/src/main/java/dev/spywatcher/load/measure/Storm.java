package dev.spywatcher.load.measure;

import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.report.Figure;
import java.time.Duration;

/** All clients lose their connection at the same time and come back at once. */
final class Storm {

  private static final int CLIENTS = 2_000;
  private static final int PERCENT_BACK = 99;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Subject subject;

  Storm(Subject subject) {
    this.subject = subject;
  }

  void measure() throws MeasurementException, InterruptedException {
    try (Crowd crowd = subject.crowd(0, CLIENTS)) {
      crowd.connect(Subject.AT_ONCE, DEADLINE);
      subject.server().awaitQuiet();
      Duration taken = crowd.dropAndReturn(PERCENT_BACK, DEADLINE);
      subject.found(Figure.STORM, taken.toNanos() / 1e6);
    }
    subject.server().awaitQuiet();
  }
}
