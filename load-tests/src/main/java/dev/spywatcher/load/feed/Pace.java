package dev.spywatcher.load.feed;

import dev.spywatcher.load.crowd.MeasurementException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Posts single events at a fixed rate, whatever becomes of them. A writer that still waits for an
 * answer is passed over; where all wait, the event is posted as soon as one is free. Thread-safe.
 */
public final class Pace {

  private final Feed feed;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "benchmark-pace");
            thread.setDaemon(true);
            return thread;
          });

  /** Guarded by this. */
  private final Deque<Feeder> free = new ArrayDeque<>();

  private int due;

  public Pace(Feed feed) {
    this.feed = feed;
  }

  /** Begins, with so many events a second. */
  public void begin(double perSecond) {
    for (Feeder feeder : feed.feeders()) {
      feeder.whenAnswered(writer -> answered(feeder));
      free.add(feeder);
    }
    long period = (long) (1e9 / perSecond);
    clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
  }

  private synchronized void tick() {
    due++;
    postDue();
  }

  private synchronized void answered(Feeder feeder) {
    free.add(feeder);
    postDue();
  }

  private void postDue() {
    while (due > 0 && !free.isEmpty()) {
      due--;
      free.remove().post(1);
    }
  }

  /** Ends; what is under way goes on. */
  public void end() throws MeasurementException {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new MeasurementException("the pace did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
    synchronized (this) {
      due = 0;
    }
    feed.check();
  }
}
