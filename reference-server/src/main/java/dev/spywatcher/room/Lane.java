package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's share of the rooms: an inbox that any thread fills, and the members, which that
 * loop alone touches.
 */
final class Lane {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** What an inbox holds, in the order in which it takes effect. */
  sealed interface Item {}

  /** An event for the members of a room. */
  record Publication(Room room, EncodedEvent event) implements Item {}

  /** A subscriber enters a room. */
  record Entry(Room room, Subscriber subscriber) implements Item {}

  /** A subscriber leaves a room. */
  record Exit(Room room, Subscriber subscriber) implements Item {}

  /** A subscriber is about to go on to another loop. */
  record Departure(Subscriber subscriber) implements Item {}

  /** Someone wants to know that everything before has taken effect. */
  record Signal(Runnable done) implements Item {}

  private final EventExecutor loop;
  private final Object order;
  private final Supplier<@Nullable Deliveries> deliveries;
  private final Map<Room, List<Subscriber>> members = new HashMap<>();
  private final Set<Subscriber> unflushed = new LinkedHashSet<>();
  private final LateQueues late;

  /** The way in which it has delivered last; what waits by another one waits no longer. */
  private @Nullable Deliveries current;

  /** Guarded by {@code order}. */
  private List<Item> inbox = new ArrayList<>();

  private boolean awake;

  /** How many items the loop has taken and not finished; guarded by {@code order}. */
  private int underWay;

  Lane(EventExecutor loop, Object order, Supplier<@Nullable Deliveries> deliveries) {
    this.loop = loop;
    this.order = order;
    this.deliveries = deliveries;
    this.late = new LateQueues(loop);
  }

  /** Adds to the inbox; the caller holds {@code order}. */
  void put(Item item) {
    inbox.add(item);
    if (!awake) {
      awake = true;
      execute(this::drain);
    }
  }

  /** How many items have not taken effect yet; the caller holds {@code order}. */
  int backlog() {
    return inbox.size() + underWay;
  }

  /** Runs on the loop; where the loop has ended, so has every connection that it served. */
  void execute(Runnable task) {
    if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }

  /** Takes the whole inbox; on the loop only. */
  void drain() {
    List<Item> items;
    synchronized (order) {
      items = inbox;
      inbox = new ArrayList<>();
      awake = false;
      underWay += items.size();
    }
    try {
      take(items);
    } finally {
      synchronized (order) {
        underWay -= items.size();
      }
    }
  }

  private void take(List<Item> items) {
    Map<Room, List<EncodedEvent>> waiting = new LinkedHashMap<>();
    for (Item item : items) {
      if (item instanceof Publication publication) {
        // An update keeps its place among the events of its guild (EVT-7).
        boolean update = publication.room().kind() == Room.Kind.ANALYTICS;
        if (update) {
          deliver(waiting);
        }
        waiting
            .computeIfAbsent(publication.room(), key -> new ArrayList<>())
            .add(publication.event());
        if (update) {
          deliver(waiting);
        }
        continue;
      }
      deliver(waiting);
      if (item instanceof Entry entry) {
        members.computeIfAbsent(entry.room(), key -> new ArrayList<>()).add(entry.subscriber());
      } else if (item instanceof Departure departure) {
        late.flush(departure.subscriber());
      } else if (item instanceof Exit exit) {
        remove(exit.room(), exit.subscriber());
        late.forget(exit.room(), exit.subscriber());
        // It may go on to another loop, and is to be called on one at a time.
        if (unflushed.remove(exit.subscriber())) {
          flush(exit.subscriber());
        }
      } else if (item instanceof Signal signal) {
        signal.done().run();
      }
    }
    if (waiting.size() == 1 && unflushed.isEmpty()) {
      waiting.forEach((room, events) -> deliver(room, events, Lane::flush));
    } else {
      deliver(waiting);
      unflushed.forEach(Lane::flush);
      unflushed.clear();
    }
  }

  private static void flush(Subscriber subscriber) {
    try {
      subscriber.flush();
    } catch (RuntimeException e) {
      log.error("a subscriber failed", e);
    }
  }

  private void remove(Room room, Subscriber subscriber) {
    List<Subscriber> present = members.get(room);
    if (present == null) {
      return;
    }
    int last = present.size() - 1;
    int at = present.lastIndexOf(subscriber);
    if (at >= 0) {
      present.set(at, present.get(last));
      present.remove(last);
    }
    if (present.isEmpty()) {
      members.remove(room);
    }
  }

  private void deliver(Map<Room, List<EncodedEvent>> waiting) {
    waiting.forEach((room, events) -> deliver(room, events, unflushed::add));
    waiting.clear();
  }

  /**
   * Gives events to the members of a room.
   *
   * @param delivered takes each member that has got them
   */
  private void deliver(Room room, List<EncodedEvent> events, Consumer<Subscriber> delivered) {
    List<Subscriber> present = members.get(room);
    if (present == null) {
      return;
    }
    Deliveries otherwise = currentDeliveries();
    if (otherwise != null) {
      for (Subscriber subscriber : present) {
        events.forEach(event -> deliver(otherwise, subscriber, room, event));
      }
      return;
    }
    ByteBuf frames = joined(events);
    try {
      for (Subscriber subscriber : present) {
        try {
          subscriber.deliver(frames, events);
          delivered.accept(subscriber);
        } catch (RuntimeException e) {
          log.error("a subscriber failed; the others get the events", e);
        }
      }
    } finally {
      frames.release();
    }
  }

  /** The way to deliver; where it is a new one, nothing waits by the old one. On the loop only. */
  @Nullable Deliveries currentDeliveries() {
    Deliveries wanted = deliveries.get();
    if (wanted != current) {
      current = wanted;
      late.flush();
    }
    return wanted;
  }

  private void deliver(Deliveries otherwise, Subscriber subscriber, Room room, EncodedEvent event) {
    try {
      otherwise.deliver(
          subscriber, event, (given, delay) -> late.give(subscriber, room, given, delay));
    } catch (RuntimeException e) {
      log.error("a subscriber failed; the others get the events", e);
    }
  }

  /** Hands events over at once. */
  static void hand(Subscriber subscriber, List<EncodedEvent> events) {
    ByteBuf frames = joined(events);
    try {
      subscriber.deliver(frames, events);
    } finally {
      frames.release();
    }
    subscriber.flush();
  }

  /** The frames of all events, one after the other. */
  static ByteBuf joined(List<EncodedEvent> events) {
    int length = 0;
    for (EncodedEvent event : events) {
      length += event.frame().length;
    }
    ByteBuf frames = ByteBufAllocator.DEFAULT.directBuffer(length);
    for (EncodedEvent event : events) {
      frames.writeBytes(event.frame());
    }
    return frames;
  }
}
