package dev.spywatcher.fakediscord;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What bots sent, the last so many of it. Thread-safe. */
final class Journal {

  private static final int MOST = 10_000;

  private final Deque<Received> entries = new ArrayDeque<>();

  synchronized void add(Received received) {
    if (entries.size() == MOST) {
      entries.removeFirst();
    }
    entries.addLast(received);
    notifyAll();
  }

  synchronized List<Received> entries() {
    return List.copyOf(entries);
  }

  /** Waits until so many match; those that match then, or when the time is over. */
  synchronized List<Received> await(Predicate<Received> wanted, int count, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      List<Received> found = new ArrayList<>();
      for (Received entry : entries) {
        if (wanted.test(entry)) {
          found.add(entry);
        }
      }
      long left = deadline - System.nanoTime();
      if (found.size() >= count || left <= 0) {
        return found;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized void clear() {
    entries.clear();
  }
}
