package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Delivers each event to every subscriber of its room, exactly once and in order (EVT-7).
 *
 * <p>Each event loop has a {@link Lane}: the members of each room whose connection that loop
 * serves, and an inbox. Publishing puts the event into the inbox of each lane that has members, and
 * wakes the loop once however many events wait. Joining and leaving go through the same inboxes, so
 * that a subscription takes effect at one point of the stream of events. Thread-safe.
 */
public final class FanOut {

  private final Object order = new Object();
  private final Map<EventExecutor, Lane> lanes = new ConcurrentHashMap<>();
  private volatile @Nullable Deliveries deliveries;
  private volatile @Nullable Supply supply;

  /** Members of each room by lane; what the inboxes hold is counted as done. */
  private final Map<Room, Map<Lane, Integer>> population = new HashMap<>();

  /** A place for {@code subscriber}, served by {@code loop}, in no room yet. */
  public Seat seat(Subscriber subscriber, EventExecutor loop) {
    return new Seat(subscriber, lane(loop));
  }

  /** Has events of other servers brought, too; to be set before anyone subscribes. */
  public void supplyBy(Supply others) {
    supply = others;
  }

  /** What was done with events of other servers, by a word for it; empty where there are none. */
  public Map<String, Long> supplied() {
    Supply others = supply;
    return others == null ? Map.of() : others.counts();
  }

  /**
   * Sends an event to its room.
   *
   * @return how many subscribers it goes to
   */
  public int publish(EncodedEvent event) {
    return publish(Room.of(event), event);
  }

  /** Sends an event to a room, be it its own or not; how many subscribers it goes to. */
  public int publish(Room room, EncodedEvent event) {
    int recipients = 0;
    synchronized (order) {
      Map<Lane, Integer> byLane = population.get(room);
      if (byLane == null) {
        return 0;
      }
      for (Map.Entry<Lane, Integer> entry : byLane.entrySet()) {
        recipients += entry.getValue();
        entry.getKey().put(new Lane.Publication(room, event));
      }
    }
    return recipients;
  }

  /** How many are subscribed to a room. */
  public int subscribers(Room room) {
    synchronized (order) {
      Map<Lane, Integer> byLane = population.get(room);
      return byLane == null ? 0 : byLane.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** How many events, joins and leaves the loops have not come to yet. */
  public int backlog() {
    synchronized (order) {
      return lanes.values().stream().mapToInt(Lane::backlog).sum();
    }
  }

  /** How many rooms have subscribers. */
  public int rooms() {
    synchronized (order) {
      return population.size();
    }
  }

  /** How many rooms of that kind have subscribers. */
  public int rooms(Room.Kind kind) {
    synchronized (order) {
      return (int) population.keySet().stream().filter(room -> room.kind() == kind).count();
    }
  }

  /**
   * Delivers in another way from now on; {@code null} for the honest one. What waited by the way
   * before goes out first, in its order.
   */
  public void deliverBy(@Nullable Deliveries other) {
    deliveries = other;
    lanes.values().forEach(lane -> lane.execute(lane::currentDeliveries));
  }

  private Lane lane(EventExecutor loop) {
    return lanes.computeIfAbsent(loop, key -> new Lane(key, order, () -> deliveries));
  }

  private void count(Room room, Lane lane, int change) {
    Map<Lane, Integer> byLane = population.computeIfAbsent(room, key -> new HashMap<>(4));
    boolean first = byLane.isEmpty();
    byLane.merge(lane, change, (a, b) -> a + b == 0 ? null : a + b);
    if (byLane.isEmpty()) {
      population.remove(room);
    }
    Supply others = supply;
    if (others != null && first != byLane.isEmpty()) {
      others.occupied(room, first);
    }
  }

  /** A subscriber's place in the rooms. Thread-safe. */
  public final class Seat {
    private final Set<Room> rooms = new HashSet<>(4);
    private Subscriber subscriber;
    private Lane lane;
    private boolean left;

    private Seat(Subscriber subscriber, Lane lane) {
      this.subscriber = subscriber;
      this.lane = lane;
    }

    /**
     * Joins a room; once in, joining again changes nothing (SUB-8).
     *
     * @param done runs on the subscriber's loop when the subscription has taken effect
     */
    public void join(Room room, Runnable done) {
      synchronized (order) {
        if (left) {
          return;
        }
        if (rooms.add(room)) {
          count(room, lane, 1);
          lane.put(new Lane.Entry(room, subscriber));
        }
        lane.put(signal(() -> whenFlowing(room, done)));
      }
    }

    private void whenFlowing(Room room, Runnable done) {
      Supply others = supply;
      CompletableFuture<?> flowing =
          others == null ? null : others.flowing(room).toCompletableFuture();
      if (flowing == null || flowing.isDone()) {
        done.run();
      } else {
        flowing.whenComplete((nothing, failure) -> current().execute(done));
      }
    }

    private Lane current() {
      synchronized (order) {
        return lane;
      }
    }

    /**
     * Leaves a room; harmless where it was not joined (SUB-9).
     *
     * @param done runs on the subscriber's loop when nothing more will be delivered
     */
    public void leave(Room room, Runnable done) {
      synchronized (order) {
        if (rooms.remove(room)) {
          count(room, lane, -1);
          lane.put(new Lane.Exit(room, subscriber));
        }
        lane.put(signal(done));
      }
    }

    /** Takes its turn behind what a move that is under way still holds back. */
    private Lane.Signal signal(Runnable done) {
      Subscriber served = subscriber;
      return new Lane.Signal(
          served instanceof Handover handover ? () -> handover.signal(done) : done);
    }

    /** Leaves every room. */
    public void leaveAll() {
      synchronized (order) {
        for (Room room : rooms) {
          count(room, lane, -1);
          lane.put(new Lane.Exit(room, subscriber));
        }
        rooms.clear();
      }
    }

    /** Leaves every room for good. */
    public void close() {
      synchronized (order) {
        left = true;
        leaveAll();
      }
    }

    /** The rooms joined. */
    public Set<Room> rooms() {
      synchronized (order) {
        return Set.copyOf(rooms);
      }
    }

    /**
     * Moves to another loop, which serves the subscriber's connection from now on. Nothing is lost,
     * doubled or reordered: what was published before is delivered by the old loop, the rest by the
     * new one once the old one has finished.
     *
     * @param settled runs on the new loop between the two
     */
    public void moveTo(EventExecutor loop, Runnable settled) {
      synchronized (order) {
        Lane from = lane;
        Lane to = lane(loop);
        Handover handover = new Handover(subscriber);
        from.put(new Lane.Departure(subscriber));
        for (Room room : rooms) {
          count(room, from, -1);
          from.put(new Lane.Exit(room, subscriber));
          count(room, to, 1);
          to.put(new Lane.Entry(room, handover));
        }
        from.put(signal(() -> to.execute(() -> handover.finish(settled))));
        subscriber = handover;
        lane = to;
      }
    }
  }
}
