package dev.spywatcher.bus;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what never came, and says so in the log once a minute at most. Thread-safe. */
final class Gaps {

  private static final Logger log = LoggerFactory.getLogger(Gaps.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final LongAdder missed = new LongAdder();
  private long lastLine = System.nanoTime() - BETWEEN_LINES.toNanos();
  private long told;

  /** So many events are missing; zero for none. */
  void missed(long events) {
    if (events <= 0) {
      return;
    }
    missed.add(events);
    synchronized (this) {
      long now = System.nanoTime();
      if (now - lastLine >= BETWEEN_LINES.toNanos()) {
        long all = missed.sum();
        log.warn("{} events of other servers did not arrive here", all - told);
        lastLine = now;
        told = all;
      }
    }
  }

  long sum() {
    return missed.sum();
  }
}
