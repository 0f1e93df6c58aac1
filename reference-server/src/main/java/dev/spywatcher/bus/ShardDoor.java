package dev.spywatcher.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One shard at the entrance: takes an event, drops it, or holds it back while it is not settled
 * whose it is. An event is taken where its time lies in a span of this server; so two servers that
 * see the same events agree, without a word, which of them takes which. Thread-safe.
 */
final class ShardDoor {

  /** Events held back; beyond, the oldest is dropped. */
  private static final int MOST_HELD = 50_000;

  /** Time that has to lie between the last event of one span and the first of another. */
  private static final Duration STEP = Duration.ofMillis(1);

  private record Held(Instant at, Runnable take) {}

  private final BooleanSupplier leaseHolds;
  private final Deque<Held> held = new ArrayDeque<>();

  /** Oldest first. */
  private volatile List<Span> spans = List.of();

  /** Events before it were taken alone, and are not to come from others too. */
  private volatile Instant companyFrom = Instant.MIN;

  /** Another server is about to hand the shard over. */
  private boolean expected;

  /** What the shard's guilds were is being read. */
  private boolean loading;

  /** The shard is being handed over to another server. */
  private boolean leaving;

  private Instant lastTaken = Instant.MIN;

  /**
   * A shard of which this server takes nothing.
   *
   * @param leaseHolds whether the server's leases hold at this moment
   */
  ShardDoor(BooleanSupplier leaseHolds) {
    this.leaseHolds = leaseHolds;
  }

  /**
   * An event of the shard.
   *
   * @param take takes it in; called now, later, or never; not at the same time as another
   */
  synchronized void offer(Instant at, Runnable take) {
    if (!held.isEmpty()) {
      settle();
    }
    if (held.isEmpty() && takes(at)) {
      take(at, take);
    } else if (takes(at) || holds(at)) {
      held.add(new Held(at, take));
      if (held.size() > MOST_HELD) {
        held.remove();
      }
      settle();
    }
  }

  private boolean takes(Instant at) {
    Span span = span(at);
    return span != null && (span.isAlone() || !loading && leaseHolds.getAsBoolean());
  }

  private boolean holds(Instant at) {
    return expected || leaving || span(at) != null;
  }

  private @Nullable Span span(Instant at) {
    List<Span> all = spans;
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).has(at)) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Looks at what is held back again. */
  synchronized void settle() {
    Iterator<Held> all = held.iterator();
    List<Held> due = new ArrayList<>();
    while (all.hasNext()) {
      Held next = all.next();
      if (takes(next.at())) {
        due.add(next);
        all.remove();
      } else if (!holds(next.at())) {
        all.remove();
      }
    }
    due.forEach(next -> take(next.at(), next.take()));
  }

  private void take(Instant at, Runnable take) {
    if (at.isAfter(lastTaken)) {
      lastTaken = at;
    }
    take.run();
  }

  /** As what an event is delivered; see {@link Shards#fence}. */
  long fence(Instant at) {
    List<Span> all = spans;
    if (all.isEmpty()) {
      return Shards.NOT_OURS;
    }
    Span span = all.get(0);
    for (Span next : all) {
      if (!next.from().isAfter(at)) {
        span = next;
      }
    }
    if (!at.isBefore(span.until()) || !span.isAlone() && !leaseHolds.getAsBoolean()) {
      return Shards.NOT_OURS;
    }
    return span.fence();
  }

  /** See {@link Shards#fromOthers}. */
  boolean fromOthers(Instant at) {
    return !at.isBefore(companyFrom);
  }

  /** Whether this server holds the lease, be it for a moment only. */
  boolean isHeld() {
    Span last = last();
    return last != null && last.isOpen() && !last.isAlone();
  }

  boolean isAlone() {
    Span last = last();
    return last != null && last.isOpen() && last.isAlone();
  }

  /** Whether what happens now is for this server's own clients alone. */
  boolean isAlone(Instant now) {
    Span span = span(now);
    return span != null && span.isAlone();
  }

  boolean takesNow(Instant now) {
    Span span = span(now);
    return span != null && (span.isAlone() || leaseHolds.getAsBoolean());
  }

  /**
   * The number of the lease that is held or being handed over; {@link Shards#NOT_OURS} for none.
   */
  long lease() {
    Span last = last();
    return last == null || last.isAlone() ? Shards.NOT_OURS : last.fence();
  }

  private @Nullable Span last() {
    List<Span> all = spans;
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** From now on this server takes all events, for its own clients. */
  synchronized void alone(Instant from) {
    expected = false;
    loading = false;
    if (!isAlone()) {
      Instant first = from;
      Span last = last();
      if (leaving && last != null) {
        // What was held back for the next holder is nobody's now.
        first = last.until();
      }
      leaving = false;
      replace(first, new Span(first, Instant.MAX, Shards.ALONE));
      companyFrom = Instant.MAX;
    }
    settle();
  }

  /**
   * This server has the lease.
   *
   * @param from the first moment of it
   * @param load whether events wait for {@link #loaded}
   */
  synchronized void acquired(Instant from, long fence, boolean load) {
    Instant first = from;
    if (isAlone() && !lastTaken.isBefore(from)) {
      first = lastTaken.plus(STEP);
    }
    boolean wasAlone = isAlone();
    expected = false;
    leaving = false;
    loading = load;
    replace(first, new Span(first, Instant.MAX, fence));
    if (wasAlone) {
      companyFrom = first;
    }
    settle();
  }

  /** What the shard's guilds were is known. */
  synchronized void loaded() {
    loading = false;
    settle();
  }

  /** Another server holds the shard. */
  synchronized void othersFrom(Instant from) {
    if (isAlone()) {
      Instant first = lastTaken.isBefore(from) ? from : lastTaken.plus(STEP);
      replace(first, null);
      companyFrom = first;
    }
  }

  /**
   * Another server has the lease that this one had.
   *
   * @param from from when on events are not this server's
   */
  synchronized void lost(Instant from) {
    expected = false;
    leaving = false;
    loading = false;
    replace(from, null);
    settle();
  }

  /** The shard is about to be handed over to this server. */
  synchronized void expect() {
    expected = true;
  }

  /** It is not, after all. */
  synchronized void expectNoMore() {
    if (expected) {
      expected = false;
      settle();
    }
  }

  /**
   * From {@code at} on, another server takes the events.
   *
   * @return from when on really: later where later events have been taken already
   */
  synchronized Instant handOver(Instant at) {
    Instant first = lastTaken.isBefore(at) ? at : lastTaken.plus(STEP);
    replace(first, null);
    leaving = true;
    return first;
  }

  /** The other server has it. */
  synchronized void handedOver() {
    leaving = false;
    settle();
  }

  /** The other server is gone: this one goes on. */
  synchronized void kept() {
    leaving = false;
    Span last = last();
    if (last != null) {
      List<Span> all = new ArrayList<>(spans);
      all.set(all.size() - 1, new Span(last.from(), Instant.MAX, last.fence()));
      spans = List.copyOf(all);
    }
    settle();
  }

  /** Forgets spans that ended before {@code limit}: what comes with an older time counts as new. */
  synchronized void prune(Instant limit) {
    if (spans.stream().anyMatch(span -> span.until().isBefore(limit))) {
      spans = spans.stream().filter(span -> !span.until().isBefore(limit)).toList();
    }
    if (companyFrom.isBefore(limit)) {
      companyFrom = Instant.MIN;
    }
  }

  private void replace(Instant end, @Nullable Span next) {
    List<Span> all = new ArrayList<>();
    for (Span span : spans) {
      all.add(span.until().isAfter(end) ? span.until(end) : span);
    }
    if (next != null) {
      all.add(next);
    }
    spans = List.copyOf(all);
  }
}
