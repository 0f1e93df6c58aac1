package dev.spywatcher.features.schedule;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** The turn of a scenario: alone, or when all that must be alone are over. */
public final class Turn implements AutoCloseable {
  private static final ReentrantLock ALONE = new ReentrantLock(true);
  private static volatile CountDownLatch waiting = new CountDownLatch(0);

  private final boolean alone;

  private Turn(boolean alone) {
    this.alone = alone;
  }

  /** So many scenarios will come that must be alone. */
  static void expect(int count) {
    waiting = new CountDownLatch(count);
  }

  /** One of them is over, whether it came as far as its turn or not. */
  static void over() {
    waiting.countDown();
  }

  /**
   * Waits for the turn of a scenario with the tags given; to be closed by the same thread. Others
   * begin when all that must be alone are over, not when they have closed their turn.
   */
  public static Turn await(Collection<String> tags) {
    boolean alone = tags.contains(RunOrder.ALONE);
    try {
      if (alone) {
        ALONE.lockInterruptibly();
      } else {
        waiting.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before its turn came", e);
    }
    return new Turn(alone);
  }

  @Override
  public void close() {
    if (alone) {
      ALONE.unlock();
    }
  }
}
