package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The late events of one loop's subscribers. What waits counts as queued for its subscriber, which
 * is asked whether it may be more (LIM-6). Belongs to that loop.
 */
final class LateQueues {

  private static final Logger log = LoggerFactory.getLogger(LateQueues.class);

  private final EventExecutor loop;
  private final Map<Subscriber, Waiting> waiting = new HashMap<>();

  LateQueues(EventExecutor loop) {
    this.loop = loop;
  }

  /** A queue and what wakes the loop for it. */
  private static final class Waiting {
    private final LateQueue queue = new LateQueue();
    private @Nullable Future<?> timer;
    private long wakes = Long.MAX_VALUE;
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Hands an event over once the delay, and what must come before it, has passed. */
  void give(Subscriber subscriber, Room room, EncodedEvent event, Delay delay) {
    long now = now();
    Waiting present = waiting.get(subscriber);
    if (present != null && !present.queue.holdsBack(now)) {
      // What is due goes first, though its timer has not fired yet.
      hand(subscriber, present, present.queue.due(now));
      present = waiting.get(subscriber);
    }
    boolean isHeldBack = present != null && !delay.overtaken() && present.queue.holdsBack(now);
    if (delay.millis() + delay.afterLastMillis() <= 0 && !isHeldBack) {
      hand(subscriber, List.of(event));
      return;
    }
    Waiting line = waiting.computeIfAbsent(subscriber, key -> new Waiting());
    line.queue.add(room, event, delay, now);
    if (subscriber.holdBack(line.queue.bytes())) {
      schedule(subscriber, line, now);
    } else {
      drop(subscriber);
    }
  }

  /** Hands over everything that waits, each subscriber's in the order of events. */
  void flush() {
    new ArrayList<>(waiting.keySet()).forEach(this::flush);
  }

  /** Hands over everything that waits for a subscriber, in the order of events. */
  void flush(Subscriber subscriber) {
    Waiting line = waiting.get(subscriber);
    if (line != null) {
      hand(subscriber, line, line.queue.all());
    }
  }

  /** A subscriber has left a room: nothing of it arrives any more (SUB-9). */
  void forget(Room room, Subscriber subscriber) {
    Waiting line = waiting.get(subscriber);
    if (line != null) {
      line.queue.forget(room);
      hand(subscriber, line, List.of());
    }
  }

  private void hand(Subscriber subscriber, Waiting line, List<EncodedEvent> events) {
    subscriber.holdBack(line.queue.bytes());
    if (line.queue.isEmpty()) {
      drop(subscriber);
    }
    hand(subscriber, events);
  }

  private static void hand(Subscriber subscriber, List<EncodedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try {
      Lane.hand(subscriber, events);
    } catch (RuntimeException e) {
      log.error("a subscriber failed; the others get the events", e);
    }
  }

  private void drop(Subscriber subscriber) {
    Waiting line = waiting.remove(subscriber);
    if (line != null && line.timer != null) {
      line.timer.cancel(false);
    }
    subscriber.holdBack(0);
  }

  private void schedule(Subscriber subscriber, Waiting line, long now) {
    long due = line.queue.nextDue();
    if (due >= line.wakes || loop.isShuttingDown()) {
      return;
    }
    if (line.timer != null) {
      line.timer.cancel(false);
    }
    line.wakes = due;
    line.timer =
        loop.schedule(() -> wake(subscriber, line), Math.max(0, due - now), TimeUnit.MILLISECONDS);
  }

  private void wake(Subscriber subscriber, Waiting line) {
    line.wakes = Long.MAX_VALUE;
    long now = now();
    hand(subscriber, line, line.queue.due(now));
    if (!line.queue.isEmpty()) {
      schedule(subscriber, line, now);
    }
  }
}
