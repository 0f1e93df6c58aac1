package dev.spywatcher.load.await;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, for a condition up to a deadline or for a span of time. */
public final class Waiting {

  private static final Duration LOOK = Duration.ofMillis(100);

  private Waiting() {}

  /** Waits for so long, to the millisecond or so, however often it is woken. */
  public static void during(Duration time) throws InterruptedException {
    until(() -> false, time, LOOK);
  }

  /**
   * Waits.
   *
   * @param every how long between two looks
   * @return whether the condition came to hold in time
   */
  public static boolean until(BooleanSupplier condition, Duration deadline, Duration every)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      LockSupport.parkNanos(Math.min(every.toNanos(), Math.max(1, end - System.nanoTime())));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }
}
