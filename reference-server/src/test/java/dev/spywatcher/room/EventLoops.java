package dev.spywatcher.room;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Three event loops without a network, that can be held up. */
final class EventLoops implements AutoCloseable {

  private final DefaultEventExecutorGroup group = new DefaultEventExecutorGroup(3);
  final EventExecutor first;
  final EventExecutor second;
  final EventExecutor third;

  EventLoops() {
    Iterator<EventExecutor> loops = group.iterator();
    first = loops.next();
    second = loops.next();
    third = loops.next();
  }

  EventExecutor loop(int index) {
    return index % 3 == 0 ? first : index % 3 == 1 ? second : third;
  }

  /** Holds a loop up until what is returned has run. */
  Runnable hold(EventExecutor loop) throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    loop.execute(
        () -> {
          held.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    held.await();
    return release::countDown;
  }

  /** Waits until the loop has done what it was given so far. */
  void settle(EventExecutor loop) throws InterruptedException {
    loop.submit(() -> {}).sync();
  }

  /** Waits until what was published has been delivered, also where it moves between loops. */
  void settle() throws InterruptedException {
    for (int round = 0; round < 4; round++) {
      settle(first);
      settle(second);
      settle(third);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
