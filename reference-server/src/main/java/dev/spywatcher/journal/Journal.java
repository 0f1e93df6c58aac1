package dev.spywatcher.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last {@value #CAPACITY} events that were sent or received. Thread-safe. */
public final class Journal {

  /** How many entries are kept. */
  public static final int CAPACITY = 10_000;

  private final InstantSource clock;
  private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);
  private final List<Wait> waits = new ArrayList<>();
  private final Map<String, LongAdder> deliveries = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> receipts = new ConcurrentHashMap<>();
  private long sequence;

  public Journal(InstantSource clock) {
    this.clock = clock;
  }

  /** An event was sent to so many clients. */
  public void sent(String event, @Nullable String guildId, int recipients, String payload) {
    tally(deliveries, event).add(recipients);
    add(true, event, guildId, recipients, payload);
  }

  /** A client sent an event. */
  public void received(String event, @Nullable String guildId) {
    tally(receipts, event).increment();
    add(false, event, guildId, 1, null);
  }

  private static LongAdder tally(Map<String, LongAdder> tallies, String event) {
    LongAdder tally = tallies.get(event);
    return tally != null ? tally : tallies.computeIfAbsent(event, key -> new LongAdder());
  }

  /** How often events of that name were sent to a client, since the start. */
  public long delivered(String event) {
    LongAdder tally = deliveries.get(event);
    return tally == null ? 0 : tally.sum();
  }

  /** How often a client sent an event of that name, since the start. */
  public long received(String event) {
    LongAdder tally = receipts.get(event);
    return tally == null ? 0 : tally.sum();
  }

  private void add(
      boolean sent,
      String event,
      @Nullable String guildId,
      int recipients,
      @Nullable String payload) {
    Instant now = clock.instant();
    List<Wait> over = List.of();
    synchronized (this) {
      if (entries.size() == CAPACITY) {
        entries.removeFirst();
      }
      Entry entry = new Entry(++sequence, now, sent, event, guildId, recipients, payload);
      entries.addLast(entry);
      if (!waits.isEmpty()) {
        over = waits.stream().filter(wait -> wait.take(entry)).toList();
        waits.removeAll(over);
      }
    }
    over.forEach(wait -> wait.result.complete(wait.found()));
  }

  /** Forgets all entries; numbers go on. */
  public synchronized void clear() {
    entries.clear();
    waits.forEach(Wait::forget);
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

  /** All entries after {@code since}, oldest first. */
  public List<Entry> after(long since) {
    Deque<Entry> found = new ArrayDeque<>();
    synchronized (this) {
      Iterator<Entry> latestFirst = entries.descendingIterator();
      while (latestFirst.hasNext()) {
        Entry entry = latestFirst.next();
        if (entry.sequence() <= since) {
          break;
        }
        found.addFirst(entry);
      }
    }
    return List.copyOf(found);
  }

  /** The number of the last entry; 0 before the first. */
  public synchronized long lastSequence() {
    return sequence;
  }

  /**
   * Waits, without a thread, until so many entries after {@code since} match. What depends on the
   * answer must not block: it runs where the last of them came from.
   *
   * @param timeout in real time, since the caller does not live by the server's clock
   * @return what matches, fewer than {@code count} where {@code timeout} has run out
   */
  public CompletableFuture<List<Entry>> await(
      long since, Predicate<Entry> matches, int count, Duration timeout) {
    Wait wait;
    synchronized (this) {
      List<Entry> found = find(since, matches);
      if (found.size() >= count || timeout.isZero()) {
        return CompletableFuture.completedFuture(found);
      }
      wait = new Wait(entry -> entry.sequence() > since && matches.test(entry), count, found);
      waits.add(wait);
    }
    return wait.result
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(timedOut -> giveUp(wait));
  }

  private synchronized List<Entry> giveUp(Wait wait) {
    waits.remove(wait);
    return wait.found();
  }

  /** How many wait. */
  public synchronized int waiting() {
    return waits.size();
  }
}
