package dev.spywatcher.features.schedule;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** The turn of a scenario: alone, when all that must be alone are over, or last of all. */
public final class Turn implements AutoCloseable {
  private static final ReentrantLock ALONE = new ReentrantLock(true);
  private static volatile CountDownLatch waiting = new CountDownLatch(0);
  private static volatile CountDownLatch before = new CountDownLatch(0);

  private final boolean alone;

  private Turn(boolean alone) {
    this.alone = alone;
  }

  /** So many scenarios will come that must be alone, and so many before the last ones. */
  static void expect(int aloneCount, int countBeforeLast) {
    waiting = new CountDownLatch(aloneCount);
    before = new CountDownLatch(countBeforeLast);
  }

  /** A scenario with the tags given is over, whether it came as far as its turn or not. */
  static void over(Collection<String> tags) {
    if (tags.contains(RunOrder.ALONE)) {
      waiting.countDown();
    }
    if (!tags.contains(RunOrder.LAST)) {
      before.countDown();
    }
  }

  /**
   * Waits for the turn of a scenario with the tags given; to be closed by the same thread. Others
   * begin when all that must be alone are over, not when they have closed their turn.
   *
   * @param shared whether what it does to the service concerns other scenarios; otherwise the last
   *     need not wait for them
   */
  public static Turn await(Collection<String> tags, boolean shared) {
    boolean last = shared && tags.contains(RunOrder.LAST);
    boolean alone = last || tags.contains(RunOrder.ALONE);
    try {
      if (last) {
        before.await();
      }
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
