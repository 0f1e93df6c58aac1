package dev.spywatcher.bus;

import dev.spywatcher.bus.LeaseBook.Line;
import dev.spywatcher.clock.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who takes in the events of which shard (SCALE-3): leases in Redis, renewed each second. A dead
 * holder is replaced once its lease has run out; a frozen one that wakes is no holder any more,
 * since it counts how long its leases hold by itself, from before it asked. Servers share the
 * shards evenly, and hand them over at a moment of event time, so that nothing is lost or doubled.
 * While Redis is away this server takes in every shard, for its own clients alone (SCALE-4).
 * Thread-safe.
 *
 * <p>Each shard has a {@link ShardDoor}; everything that changes one happens on one thread, except
 * that this server is alone, which takes effect at once.
 */
public final class Leases implements Shards, Participant, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Leases.class);

  /** How long a lease holds in Redis. */
  static final Duration LIFE = Duration.ofSeconds(5);

  /** By how much sooner its holder counts it as run out. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /** Between an announcement and the moment of event time that it is about. */
  private static final Duration NOTICE = Duration.ofSeconds(1);

  /** The same, once both sides of a hand-over are at the door. */
  private static final Duration SHORT_NOTICE = Duration.ofMillis(200);

  /** How long events may come late. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final Duration PATIENCE_OF_LOAD = Duration.ofSeconds(2);
  private static final Duration PATIENCE_OF_CLOSE = Duration.ofSeconds(3);

  private static final Script TICK = Script.named("leases");
  private static final Script HAND_OVER = Script.named("lease-handover");
  private static final List<String> KEYS = List.of("leases", "lease-servers");
  private static final String CHANNEL = "leases";

  private final String server;
  private final ShardMap map;
  private final Link link;
  private final ServiceClock clock;
  private final List<ShardDoor> doors;
  private final ScheduledThreadPoolExecutor work;
  private final CompletableFuture<ShardsDifferException> refused = new CompletableFuture<>();
  private volatile long holdUntil = System.nanoTime();
  private volatile Tenant tenant = new Tenant() {};
  private volatile boolean joined;
  private volatile boolean closing;
  private volatile List<Line> lines = List.of();

  /** Those below belong to the thread of {@link #work}. */
  private Set<Integer> before = Set.of();

  private boolean history;
  private boolean asking;
  private boolean askAgain;
  private final Map<Integer, Boolean> expected = new TreeMap<>();
  private final Set<Integer> leaving = new TreeSet<>();
  private Link.@Nullable Subscription subscription;

  /**
   * Leases of a server that has not joined yet: {@link Link#add} has it do so.
   *
   * @param server this server's id
   */
  public Leases(String server, int shards, Link link, ServiceClock clock) {
    this.server = server;
    this.map = new ShardMap(shards);
    this.link = link;
    this.clock = clock;
    this.doors = Stream.generate(() -> new ShardDoor(this::hold)).limit(shards).toList();
    this.work =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "spywatcher-leases");
              thread.setDaemon(true);
              return thread;
            });
    work.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    work.scheduleWithFixedDelay(
        this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What goes with a shard; to be called before {@link Link#add}. */
  public void serve(Tenant served) {
    tenant = served;
  }

  private boolean hold() {
    return System.nanoTime() - holdUntil < 0;
  }

  @Override
  public int count() {
    return map.count();
  }

  @Override
  public int of(String guildId) {
    return map.of(guildId);
  }

  private ShardDoor door(String guildId) {
    return doors.get(map.of(guildId));
  }

  @Override
  public long fence(String guildId, Instant at) {
    return door(guildId).fence(at);
  }

  @Override
  public boolean fromOthers(String guildId, Instant at) {
    return door(guildId).fromOthers(at);
  }

  @Override
  public Set<Integer> held() {
    return hold()
        ? IntStream.range(0, doors.size())
            .filter(shard -> doors.get(shard).isHeld())
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  @Override
  public boolean ingests(String guildId) {
    return door(guildId).takesNow(clock.instant());
  }

  @Override
  public boolean holds(String guildId) {
    return door(guildId).isHeld();
  }

  @Override
  public boolean isAlone(String guildId) {
    return door(guildId).isAlone(clock.instant());
  }

  @Override
  public boolean isAlone() {
    Instant now = clock.instant();
    return doors.stream().anyMatch(door -> door.isAlone(now));
  }

  @Override
  public @Nullable String holder(String guildId) {
    if (ingests(guildId)) {
      return server;
    }
    int shard = map.of(guildId);
    for (Line line : lines) {
      if (line.shard() == shard && line.holds() && !line.holder().equals(server)) {
        return line.holder();
      }
    }
    return null;
  }

  /**
   * An event of a guild, as this server's source has it.
   *
   * @param at when it happened, or the present where that does not decide whose it is
   * @param take takes it in: now, later, or never
   */
  void offer(String guildId, Instant at, Runnable take) {
    door(guildId).offer(at, take);
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    CompletableFuture<?> done = new CompletableFuture<>();
    CompletionStage<?> listening =
        subscription == null
            ? link.subscribe(CHANNEL, message -> soon()).thenAccept(told -> subscription = told)
            : CompletableFuture.completedFuture(null);
    listening
        .thenComposeAsync(ready -> tick(history ? wish(before) : "all"), work)
        .thenComposeAsync(this::applied, work)
        .whenCompleteAsync(
            (answer, failure) -> {
              if (failure == null) {
                joined = true;
                history = true;
                done.complete(null);
              } else {
                done.completeExceptionally(failure);
              }
            },
            work);
    return done;
  }

  private static String wish(Set<Integer> shards) {
    return shards.stream().map(String::valueOf).collect(Collectors.joining(",", ",", ","));
  }

  @Override
  public void leave() {
    joined = false;
    Instant now = clock.instant();
    Set<Integer> held =
        IntStream.range(0, doors.size())
            .filter(shard -> doors.get(shard).lease() != NOT_OURS)
            .boxed()
            .collect(Collectors.toSet());
    doors.forEach(door -> door.alone(now));
    lines = List.of();
    execute(
        () -> {
          before = held;
          expected.clear();
          leaving.clear();
        });
    tenant.alone();
  }

  private void execute(Runnable task) {
    try {
      work.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed: nothing is to be done any more.
    }
  }

  /** Another server says that something has changed. */
  private void soon() {
    execute(this::renew);
  }

  private void renew() {
    Instant limit = clock.instant().minus(LATE);
    doors.forEach(door -> door.prune(limit));
    tenant.beat();
    if (!joined) {
      return;
    }
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    tick(closing ? "none" : "all")
        .thenComposeAsync(this::applied, work)
        .whenCompleteAsync(
            (answer, failure) -> {
              asking = false;
              if (failure != null) {
                // Where Redis is away the link finds out by itself.
                log.debug("leases were not renewed: {}", failure.getMessage());
              } else if (askAgain) {
                askAgain = false;
                renew();
              }
            },
            work);
  }

  /**
   * What Redis has said.
   *
   * @param holdUntil until when leases that are this server's hold, by {@link System#nanoTime}
   */
  private record Told(LeaseBook book, long holdUntil) {}

  private CompletionStage<Told> tick(String claim) {
    long sent = System.nanoTime();
    Instant now = clock.instant();
    Instant from = doors.stream().anyMatch(ShardDoor::isAlone) ? now.plus(NOTICE) : now;
    String ready =
        expected.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(entry -> " " + entry.getKey() + "=" + now.plus(SHORT_NOTICE).toEpochMilli())
            .collect(Collectors.joining());
    return link.run(
            TICK,
            KEYS,
            List.of(server, map.count(), LIFE.toMillis(), from.toEpochMilli(), claim, ready))
        .thenApply(
            answer -> {
              LeaseBook book = LeaseBook.of(answer);
              if (book.otherShards() != 0) {
                ShardsDifferException refusal =
                    new ShardsDifferException(map.count(), book.otherShards());
                refused.complete(refusal);
                throw refusal;
              }
              return new Told(book, sent + LIFE.minus(MARGIN).toNanos());
            });
  }

  /** Brings the doors in line; completes when what was acquired has been loaded. */
  private CompletionStage<?> applied(Told told) {
    LeaseBook book = told.book();
    if (!link.isUp()) {
      return CompletableFuture.failedFuture(new RedisAwayException("Redis is away"));
    }
    lines = book.lines();
    List<Line> own = new ArrayList<>();
    Set<Integer> seen = new TreeSet<>();
    for (Line line : book.lines()) {
      if (line.shard() >= doors.size()) {
        continue;
      }
      seen.add(line.shard());
      if (line.holder().equals(server)) {
        own.add(line);
      } else {
        others(line);
      }
    }
    for (int shard = 0; shard < doors.size(); shard++) {
      if (!seen.contains(shard)) {
        lost(shard);
      }
    }
    // Not before what was lost meanwhile is closed: after a standstill, that may be all.
    holdUntil = told.holdUntil();
    List<CompletableFuture<?>> loads = new ArrayList<>();
    for (Line line : own) {
      CompletableFuture<?> load = ours(line);
      if (load != null) {
        loads.add(load);
      }
    }
    doors.forEach(ShardDoor::settle);
    if (book.changed()) {
      nudge();
    }
    return CompletableFuture.allOf(loads.toArray(new CompletableFuture<?>[0]));
  }

  private void nudge() {
    link.publish(CHANNEL, new byte[] {1});
  }

  private @Nullable CompletableFuture<?> ours(Line line) {
    int shard = line.shard();
    ShardDoor door = doors.get(shard);
    expected.remove(shard);
    if (door.lease() != line.fence() || !door.isHeld() && !leaving.contains(shard)) {
      return acquire(line, door);
    }
    if (!line.next().equals(LeaseBook.NOBODY) && line.isNextReady() || leaving.contains(shard)) {
      leave(line, door);
    }
    return null;
  }

  private CompletableFuture<?> acquire(Line line, ShardDoor door) {
    int shard = line.shard();
    boolean knows = door.isHeld() || before.contains(shard) && door.isAlone();
    log.info("takes in shard {} of {} (lease {})", shard, map.count(), line.fence());
    door.acquired(line.from(), line.fence(), !knows);
    before = before.stream().filter(one -> one != shard).collect(Collectors.toSet());
    Awaited waiting = new Awaited();
    return tenant
        .acquired(shard, knows, waiting)
        .toCompletableFuture()
        .orTimeout(PATIENCE_OF_LOAD.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (loaded, failure) -> {
              if (failure != null) {
                log.warn(
                    "what the last holder of shard {} left was not read: {}",
                    shard,
                    failure.toString());
              }
              // What comes later is older than what is taken in from now on.
              waiting.end();
              door.loaded();
              return null;
            });
  }

  /** The next holder is at the door: when the last event before has come, it gets the lease. */
  private void leave(Line line, ShardDoor door) {
    int shard = line.shard();
    if (!leaving.add(shard)) {
      return;
    }
    Instant at = door.handOver(line.isNextReady() ? line.handOverAt() : clock.instant());
    CompletableFuture<Void> last = new CompletableFuture<>();
    Duration wait = Duration.between(clock.instant(), at.plusMillis(5));
    // Tasks of the clock run in order: a play has delivered all before it by then.
    clock.schedule(wait, () -> last.complete(null));
    last.orTimeout(Math.max(0, wait.toMillis()) + NOTICE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((over, late) -> tenant.leaving(shard).toCompletableFuture())
        .thenCompose(saved -> saved.orTimeout(PATIENCE_OF_LOAD.toMillis(), TimeUnit.MILLISECONDS))
        .handle((saved, failure) -> at)
        .thenCompose(from -> handOver(shard, line.fence(), from))
        .whenCompleteAsync(
            (result, failure) -> handedOver(shard, door, result == null ? -1 : result, failure),
            work);
  }

  private CompletionStage<Long> handOver(int shard, long fence, Instant from) {
    return link.run(
            HAND_OVER,
            KEYS,
            List.of(server, shard, Long.toString(fence), from.toEpochMilli(), LIFE.toMillis()))
        .thenApply(answer -> (Long) answer.get(0));
  }

  private void handedOver(int shard, ShardDoor door, long result, @Nullable Throwable failure) {
    if (!leaving.contains(shard)) {
      return;
    }
    leaving.remove(shard);
    if (failure != null || result == 0) {
      // Alone soon, or the next renewal tries again.
      door.kept();
      tenant.kept(shard);
    } else {
      door.handedOver();
      tenant.gone(shard);
      log.info("has handed over shard {} of {}", shard, map.count());
      nudge();
    }
  }

  private void others(Line line) {
    int shard = line.shard();
    ShardDoor door = doors.get(shard);
    if (door.isHeld() || leaving.contains(shard)) {
      lost(shard);
    }
    if (line.holds() && door.isAlone()) {
      Instant soonest = clock.instant().plus(NOTICE);
      door.othersFrom(line.from().isAfter(soonest) ? line.from() : soonest);
      tenant.others(shard);
    }
    if (line.next().equals(server) && line.holds()) {
      expect(shard, door);
    } else if (expected.remove(shard) != null) {
      door.expectNoMore();
    }
  }

  private void lost(int shard) {
    ShardDoor door = doors.get(shard);
    if (door.isHeld() || leaving.contains(shard)) {
      leaving.remove(shard);
      // What has not been taken in by the end of a lease that has lapsed is the next holder's.
      door.lost(hold() ? clock.instant() : Instant.MIN);
      tenant.gone(shard);
      log.info("has lost shard {} of {}", shard, map.count());
    }
  }

  private void expect(int shard, ShardDoor door) {
    if (expected.putIfAbsent(shard, false) != null) {
      return;
    }
    tenant
        .prepare(shard)
        .toCompletableFuture()
        .handleAsync(
            (ready, failure) -> {
              if (expected.containsKey(shard)) {
                door.expect();
                expected.put(shard, true);
                renew();
              }
              return null;
            },
            work);
  }

  /**
   * Hands over what is held, or gives it up where no other server is there. Returns within a few
   * seconds; idempotent.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    if (joined) {
      soon();
      awaitHandOver();
    }
    joined = false;
    work.shutdownNow();
    Link.Subscription subscribed = subscription;
    if (subscribed != null) {
      subscribed.close();
    }
  }

  private void awaitHandOver() {
    long deadline = System.nanoTime() + PATIENCE_OF_CLOSE.toNanos();
    CompletableFuture<Void> empty = new CompletableFuture<>();
    Runnable look =
        () -> {
          if (!joined
              || leaving.isEmpty() && doors.stream().noneMatch(ShardDoor::isHeld)
              || System.nanoTime() - deadline > 0) {
            empty.complete(null);
          }
        };
    try {
      work.scheduleWithFixedDelay(look, 20, 20, TimeUnit.MILLISECONDS);
      empty.get(2 * PATIENCE_OF_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.debug("leases were not handed over", e);
    }
  }

  /** Completes where this server cannot be one of the service, and trying again is of no use. */
  public CompletionStage<ShardsDifferException> refused() {
    return refused;
  }
}
