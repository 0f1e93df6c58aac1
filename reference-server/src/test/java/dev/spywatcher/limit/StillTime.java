package dev.spywatcher.limit;

import dev.spywatcher.clock.ServiceClock;
import java.time.Duration;
import java.time.Instant;

/** A server's clock on which time passes only where a test says so. */
final class StillTime implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ServiceClock clock = new ServiceClock(() -> START);

  ServiceClock clock() {
    return clock;
  }

  /** Lets time pass; what falls due has run on return. */
  void pass(Duration time) {
    clock.advance(time).join();
  }

  @Override
  public void close() {
    clock.close();
  }
}
