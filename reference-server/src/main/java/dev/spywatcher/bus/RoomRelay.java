package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Supply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes events to their rooms on all servers (SCALE-1): to the clients here directly, to the others
 * by one publication in the room's channel, which a server hears while it has subscribers for the
 * room. What comes from others is delivered as it is, unless it is too old, out of order, or of a
 * server that is not to deliver it any more. Thread-safe.
 */
public final class RoomRelay implements Participant, Supply {

  /** How long a room that has lost its last subscriber is still listened to. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final Duration LONGEST_ENTRY = Duration.ofSeconds(2);

  /** An event whose time is further from the present than this was not timed by the service. */
  private static final long OWN_TIME_MILLIS = 10_000;

  /** Leases are numbered by Redis' time; how far ahead of it one may be. */
  private static final Duration FURTHEST_FENCE = Duration.ofDays(1);

  private final Link link;
  private final LongSupplier redisMillis;
  private final Shards shards;
  private final String server;
  private final byte[] serverBytes;
  private final ServiceClock clock;
  private final FanOut fanOut;
  private final Journal journal;

  /** Guarded by itself; it is never held while anything is published. */
  private final Map<Room, Tap> taps = new HashMap<>();

  private final Map<Room, Outlet> outlets = new ConcurrentHashMap<>();

  /** The highest lease seen of each shard. */
  private final AtomicLongArray fences;

  private final LongAdder published = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Gaps gaps = new Gaps();
  private final BiConsumer<String, Instant> updates;
  private volatile boolean joined;

  /** Redis' time of joining; what was published before it was meant for those who were there. */
  private volatile long since = Long.MAX_VALUE;

  /**
   * A relay.
   *
   * @param redisMillis Redis' time, milliseconds since the epoch
   * @param shards who ingests what
   * @param updates told of each {@code analytics:update} of another server that is delivered here:
   *     its guild and time
   * @param server id of this server, at most 255 bytes, unlike that of any other
   */
  public RoomRelay(
      Link link,
      LongSupplier redisMillis,
      Shards shards,
      String server,
      ServiceClock clock,
      FanOut fanOut,
      Journal journal,
      BiConsumer<String, Instant> updates) {
    this.updates = updates;
    this.link = link;
    this.redisMillis = redisMillis;
    this.shards = shards;
    this.server = server;
    this.serverBytes = server.getBytes(UTF_8);
    this.clock = clock;
    this.fanOut = fanOut;
    this.journal = journal;
    this.fences = new AtomicLongArray(shards.count());
  }

  /** Where what is published for a room goes; it numbers that, and is its lock. */
  private static final class Outlet {
    private final String channel;
    private long last;

    private Outlet(Room room) {
      channel = channel(room);
    }
  }

  /** A room that is listened to. What it is besides a room, is guarded by {@link #taps}. */
  private static final class Tap {
    private final Room room;
    private boolean occupied = true;
    private boolean entering;
    private Link.@Nullable Subscription subscription;
    private CompletableFuture<@Nullable Void> flowing = CompletableFuture.completedFuture(null);
    private ServiceClock.@Nullable Task lingering;

    /** What came last; touched by the link's thread alone. */
    private String lastOrigin = "";

    private long lastSequence;
    private long lastSince;

    private Tap(Room room) {
      this.room = room;
    }
  }

  /**
   * Events {@code published} to other servers, {@code received} from them and delivered, {@code
   * dropped} since they were too old, doubled or of a server that is not to deliver them any more,
   * {@code missed} as their numbers show, and {@code refused}: own ones of a shard that had become
   * another server's.
   */
  @Override
  public Map<String, Long> counts() {
    return Map.of(
        "published", published.sum(),
        "received", received.sum(),
        "dropped", dropped.sum(),
        "missed", gaps.sum(),
        "refused", refused.sum());
  }

  // Out

  /**
   * Takes an event that this server has ingested to its room.
   *
   * @param at the time of the event, by the service's clock
   */
  public void publish(Room room, EncodedEvent event, Instant at) {
    Instant time = serviceTime(at);
    long fence = shards.fence(event.guildId(), time);
    if (fence == Shards.NOT_OURS) {
      refused.increment();
      return;
    }
    if (fence == Shards.ALONE || !joined) {
      deliver(room, event);
      return;
    }
    fences.accumulateAndGet(shards.of(event.guildId()), fence, Math::max);
    Outlet outlet = outlets.computeIfAbsent(room, Outlet::new);
    synchronized (outlet) {
      RoomMessage message =
          new RoomMessage(
              server, fence, ++outlet.last, redisMillis.getAsLong(), time.toEpochMilli(), event);
      link.publish(outlet.channel, message.encoded());
      deliver(room, event);
    }
    published.increment();
  }

  private Instant serviceTime(Instant at) {
    Instant now = clock.instant();
    return Math.abs(now.toEpochMilli() - at.toEpochMilli()) > OWN_TIME_MILLIS ? now : at;
  }

  private int deliver(Room room, EncodedEvent event) {
    int recipients = fanOut.publish(room, event);
    journal.sent(event.name().wire(), event.guildId(), recipients, event.payload());
    return recipients;
  }

  private static String channel(Room room) {
    return "room:" + room;
  }

  // In

  private void received(Tap tap, byte[] bytes) {
    if (RoomMessage.isFrom(serverBytes, bytes)) {
      return;
    }
    RoomMessage message = RoomMessage.decoded(bytes);
    if (message == null || !isForUs(tap, message)) {
      dropped.increment();
      return;
    }
    if (fanOut.subscribers(tap.room) > 0) {
      received.increment();
      deliver(tap.room, message.event());
      if (message.event().name() == EventName.ANALYTICS_UPDATE) {
        updates.accept(message.event().guildId(), Instant.ofEpochMilli(message.at()));
      }
    }
  }

  private boolean isForUs(Tap tap, RoomMessage message) {
    String guildId = message.event().guildId();
    int shard = shards.of(guildId);
    long joinedAt = since;
    // Where Redis' clock was set back, stamps tell nothing for a while.
    boolean stale = message.stamp() < joinedAt && joinedAt <= redisMillis.getAsLong();
    if (stale
        || joinedAt == Long.MAX_VALUE
        || message.fence() < fences.get(shard)
        || !shards.fromOthers(guildId, Instant.ofEpochMilli(message.at()))) {
      return false;
    }
    if (tap.lastSince == joinedAt && message.origin().equals(tap.lastOrigin)) {
      if (message.sequence() <= tap.lastSequence) {
        return false;
      }
      gaps.missed(message.sequence() - tap.lastSequence - 1);
    }
    // A number that no lease can have is not to silence those that follow.
    if (message.fence() < redisMillis.getAsLong() + FURTHEST_FENCE.toMillis()) {
      fences.accumulateAndGet(shard, message.fence(), Math::max);
    }
    tap.lastSince = joinedAt;
    tap.lastOrigin = message.origin();
    tap.lastSequence = message.sequence();
    return true;
  }

  // Who listens to what

  @Override
  public void occupied(Room room, boolean occupied) {
    synchronized (taps) {
      Tap tap = taps.computeIfAbsent(room, Tap::new);
      tap.occupied = occupied;
      if (tap.lingering != null) {
        tap.lingering.cancel();
        tap.lingering = null;
      }
      if (!occupied) {
        tap.lingering = clock.schedule(LINGER, () -> forget(tap));
      } else if (joined) {
        enter(tap);
      }
    }
  }

  private void forget(Tap tap) {
    synchronized (taps) {
      if (!tap.occupied && taps.remove(tap.room, tap) && tap.subscription != null) {
        tap.subscription.close();
      }
    }
  }

  @Override
  public CompletionStage<?> flowing(Room room) {
    synchronized (taps) {
      Tap tap = taps.get(room);
      return tap == null ? CompletableFuture.completedFuture(null) : tap.flowing;
    }
  }

  /** Listens to a room's channel, unless that is so or under way; {@link #taps} is held. */
  private void enter(Tap tap) {
    if (tap.subscription != null || tap.entering) {
      return;
    }
    tap.entering = true;
    CompletableFuture<@Nullable Void> flowing = new CompletableFuture<>();
    tap.flowing = flowing;
    flowing.completeOnTimeout(null, LONGEST_ENTRY.toMillis(), TimeUnit.MILLISECONDS);
    link.subscribe(channel(tap.room), bytes -> received(tap, bytes))
        .whenComplete((subscription, failure) -> entered(tap, subscription, flowing));
  }

  private void entered(
      Tap tap, Link.@Nullable Subscription subscription, CompletableFuture<?> flowing) {
    synchronized (taps) {
      tap.entering = false;
      tap.subscription = subscription;
      if (subscription != null && taps.get(tap.room) != tap) {
        subscription.close();
      }
    }
    // Where Redis is away meanwhile, joining again subscribes.
    flowing.complete(null);
  }

  @Override
  public CompletionStage<?> join(Instant now) {
    since = redisMillis.getAsLong();
    List<CompletableFuture<?>> entries = new ArrayList<>();
    synchronized (taps) {
      joined = true;
      for (Tap tap : taps.values()) {
        enter(tap);
        entries.add(tap.flowing);
      }
    }
    return CompletableFuture.allOf(entries.toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public void leave() {
    joined = false;
    since = Long.MAX_VALUE;
  }
}
