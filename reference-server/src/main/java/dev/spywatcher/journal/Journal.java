package dev.spywatcher.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last {@value #CAPACITY} events that were sent or received. Thread-safe. */
public final class Journal {

  /** How many entries are kept. */
  public static final int CAPACITY = 10_000;

  private final InstantSource clock;
  private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);
  private long sequence;
  private int waiting;

  public Journal(InstantSource clock) {
    this.clock = clock;
  }

  /** An event was sent to so many clients. */
  public void sent(String event, @Nullable String guildId, int recipients, String payload) {
    add(true, event, guildId, recipients, payload);
  }

  /** A client sent an event. */
  public void received(String event, @Nullable String guildId) {
    add(false, event, guildId, 1, null);
  }

  private void add(
      boolean sent,
      String event,
      @Nullable String guildId,
      int recipients,
      @Nullable String payload) {
    Instant now = clock.instant();
    synchronized (this) {
      if (entries.size() == CAPACITY) {
        entries.removeFirst();
      }
      entries.addLast(new Entry(++sequence, now, sent, event, guildId, recipients, payload));
      if (waiting > 0) {
        notifyAll();
      }
    }
  }

  /** Forgets all entries; numbers go on. */
  public synchronized void clear() {
    entries.clear();
  }

  /** The entries after {@code since} that match, oldest first. */
  public synchronized List<Entry> find(long since, Predicate<Entry> matches) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.sequence() > since && matches.test(entry)) {
        found.add(entry);
      }
    }
    return found;
  }

  /**
   * Waits until so many entries after {@code since} match; blocks the caller.
   *
   * @return what matches, fewer than {@code count} where {@code timeout} has run out
   * @throws InterruptedException where the waiting thread was interrupted
   */
  public synchronized List<Entry> await(
      long since, Predicate<Entry> matches, int count, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    waiting++;
    try {
      while (true) {
        List<Entry> found = find(since, matches);
        long left = deadline - System.nanoTime();
        if (found.size() >= count || left <= 0) {
          return found;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } finally {
      waiting--;
    }
  }
}
