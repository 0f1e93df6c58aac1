package dev.spywatcher.load.measure;

import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.MeasurementException;
import java.time.Duration;

/** The time from the start of a process until a client has connected and its token is accepted. */
final class Startup {

  private Startup() {}

  /** Of a server that was started just now, milliseconds. */
  static double firstClientMillis(Subject subject) throws MeasurementException {
    try (Crowd crowd =
        new Crowd(subject.loops(), subject.server().url(), null, subject.secret(), 0, 1)) {
      crowd.connect(1, Duration.ofSeconds(30));
      return (System.nanoTime() - subject.server().startedNanos()) / 1e6;
    }
  }
}
