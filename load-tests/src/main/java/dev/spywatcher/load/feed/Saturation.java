package dev.spywatcher.load.feed;

import dev.spywatcher.load.crowd.MeasurementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Keeps a server busy: each writer posts its next events as soon as its last call was answered and
 * every subscriber has received what it posted. So at most {@link Feed#WRITERS} calls are under way
 * however fast the server takes them in, and nothing piles up.
 */
public final class Saturation {

  private final Feed feed;
  private final int batch;
  private final int parts;
  private final AtomicIntegerArray missing = new AtomicIntegerArray(Feed.WRITERS);
  private final CountDownLatch idle = new CountDownLatch(Feed.WRITERS);
  private volatile boolean running = true;

  /**
   * A saturation that has not begun.
   *
   * @param batch events in a call
   * @param rows how many will call {@link #delivered} for each batch
   */
  public Saturation(Feed feed, int batch, int rows) {
    this.feed = feed;
    this.batch = batch;
    this.parts = rows + 1;
  }

  /** Begins. */
  public void begin() {
    for (Feeder feeder : feed.feeders()) {
      feeder.whenAnswered(this::done);
    }
    for (int writer = 0; writer < Feed.WRITERS; writer++) {
      post(writer);
    }
  }

  /** A part of the subscribers has received a writer's batch. */
  public void delivered(int writer) {
    done(writer);
  }

  private void done(int writer) {
    if (missing.decrementAndGet(writer) == 0) {
      if (running) {
        post(writer);
      } else {
        idle.countDown();
      }
    }
  }

  private void post(int writer) {
    missing.set(writer, parts);
    feed.feeders().get(writer).post(batch);
  }

  /** Ends, and waits for what is under way. */
  public void end() throws MeasurementException {
    running = false;
    try {
      if (!idle.await(10, TimeUnit.SECONDS)) {
        feed.check();
        throw new MeasurementException("a batch was not delivered to everyone within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
    feed.feeders().forEach(feeder -> feeder.whenAnswered(writer -> {}));
  }
}
