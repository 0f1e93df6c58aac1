package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.analytics.Memory;
import dev.spywatcher.analytics.Memory.Acts;
import dev.spywatcher.analytics.Permit;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The throttle of all servers, kept in Redis by Redis' time (ANA-2), and what the next holder of a
 * guild's shard has to know of its activity, written at most every {@link #EVERY} where something
 * has happened. Alone, this server throttles by itself, and knows what it relayed before; what it
 * sent alone counts for all when it has company again. Thread-safe.
 */
public final class SharedAnalytics implements Participant, Permit, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SharedAnalytics.class);

  /** What the key of a guild's activity begins with. */
  static final String ACTIVITY = "activity:";

  /** What the key begins with that says when a guild's last update was sent. */
  static final String THROTTLE = "throttle:";

  static final Duration EVERY = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofMillis(500);

  /** What the script answers where nobody is subscribed. */
  private static final long NOBODY = -2;

  private static final int GUILDS_AT_ONCE = 50;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private static final Script ASK = Script.named("throttle");
  private static final Script MERGE = Script.named("throttle-merge");
  private static final Script SAVE = Script.named("analytics-save");
  private static final Script LOAD = Script.named("analytics-load");

  private static final String STATE = "state";
  private static final String PRESENCES = "presences";

  private final String server;
  private final Link link;
  private final Shards shards;
  private final ServiceClock clock;
  private final GuildDirectory directory;
  private final Predicate<String> watchedHere;
  private final ScheduledThreadPoolExecutor work =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "spywatcher-snapshots");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable Analytics analytics;
  private volatile boolean joined;

  /**
   * The analytics of a server that has not joined yet.
   *
   * @param watchedHere whether a client of this server is subscribed to a guild's analytics
   */
  public SharedAnalytics(
      String server,
      Link link,
      Shards shards,
      ServiceClock clock,
      GuildDirectory directory,
      Predicate<String> watchedHere) {
    this.server = server;
    this.link = link;
    this.shards = shards;
    this.clock = clock;
    this.directory = directory;
    this.watchedHere = watchedHere;
    work.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Those of this server; to be called before {@link Link#add}. */
  public void begin(Analytics own) {
    analytics = own;
    work.scheduleWithFixedDelay(
        this::save, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An update of a guild that another server sent was passed on to the clients here. */
  public void relayed(String guildId, Instant at) {
    Analytics own = analytics;
    if (own != null) {
      own.sentElsewhere(guildId, at);
    }
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    // From here on nothing is sent alone any more, which would be missing below.
    joined = true;
    List<Object> sent = new ArrayList<>();
    Analytics own = analytics;
    if (own != null) {
      own.lastSent()
          .forEach(
              (guildId, at) -> {
                sent.add(guildId);
                sent.add(at.toEpochMilli());
              });
    }
    return link.run(MERGE, List.of(THROTTLE), sent);
  }

  @Override
  public void leave() {
    joined = false;
  }

  @Override
  public CompletionStage<Duration> ask(String guildId, Duration interval) {
    Instant now = clock.instant();
    long fence = shards.fence(guildId, now);
    if (fence == Shards.NOT_OURS) {
      return CompletableFuture.completedFuture(notNow(guildId));
    }
    if (fence == Shards.ALONE) {
      return CompletableFuture.completedFuture(alone(guildId));
    }
    return link.run(
            ASK,
            List.of(
                "leases",
                THROTTLE + guildId,
                ServiceState.KEY,
                "room:" + new Room(Room.Kind.ANALYTICS, guildId)),
            List.of(
                server,
                shards.of(guildId),
                Long.toString(fence),
                interval.toMillis(),
                watchedHere.test(guildId) ? 1 : 0))
        .thenApply(
            answer -> {
              long wait = (Long) answer.get(0);
              return wait >= 0
                  ? Duration.ofMillis(wait)
                  : wait == NOBODY ? Permit.NO : notNow(guildId);
            })
        .exceptionally(
            failure -> {
              log.debug("the throttle of all was not asked: {}", failure.toString());
              return AGAIN;
            });
  }

  @Override
  public boolean covers(String guildId, Instant at) {
    return shards.fence(guildId, at) != Shards.NOT_OURS;
  }

  /** The lease may have run out for a moment only. */
  private Duration notNow(String guildId) {
    return shards.holds(guildId) ? AGAIN : Permit.NO;
  }

  private Duration alone(String guildId) {
    if (joined) {
      // On the way to company again, whoever holds the shard then will send soon enough.
      return AGAIN;
    }
    return watchedHere.test(guildId) ? Duration.ZERO : Permit.NO;
  }

  private void save() {
    if (joined) {
      for (int shard : shards.held()) {
        saved(shard).exceptionally(this::failed);
      }
    }
  }

  private <T> @Nullable T failed(Throwable failure) {
    log.debug("the activity of guilds was not written or read: {}", failure.toString());
    return null;
  }

  /** Writes what has changed in the guilds of a shard. */
  CompletionStage<?> saved(int shard) {
    Analytics own = analytics;
    if (own == null) {
      return CompletableFuture.completedFuture(null);
    }
    Map<String, Memory> changes = own.changes(guildId -> shards.of(guildId) == shard);
    List<CompletableFuture<?>> all = new ArrayList<>();
    Batches batches = new Batches(fields -> all.add(write(shard, fields, changes.keySet())));
    changes.forEach((guildId, memory) -> add(batches, guildId, memory));
    batches.end();
    return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
  }

  private void add(Batches batches, String guildId, Memory memory) {
    memory
        .hours()
        .forEach(
            (hour, acts) ->
                batches.add(
                    guildId,
                    String.valueOf(hour),
                    acts.isEmpty() ? new byte[0] : ActivityForm.hour(acts)));
    String state = (memory.unreported() ? "1" : "0") + memory.lastSent();
    batches.add(guildId, STATE, state.getBytes(UTF_8));
    Guild guild = directory.guild(guildId);
    if (guild != null) {
      batches.add(guildId, PRESENCES, ActivityForm.presences(guild));
    }
  }

  /** What is to be written, parted so that no call holds Redis up. */
  private static final class Batches {
    private final Consumer<List<Object>> each;
    private List<Object> fields = new ArrayList<>();
    private long bytes;

    Batches(Consumer<List<Object>> each) {
      this.each = each;
    }

    void add(String guildId, String field, byte[] value) {
      fields.addAll(List.of(guildId, field, value));
      bytes += guildId.length() + field.length() + value.length;
      if (bytes >= BYTES_AT_ONCE) {
        end();
      }
    }

    void end() {
      if (!fields.isEmpty()) {
        each.accept(fields);
        fields = new ArrayList<>();
        bytes = 0;
      }
    }
  }

  private CompletableFuture<?> write(int shard, List<Object> fields, Set<String> guildIds) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(server);
    arguments.add(shard);
    arguments.addAll(fields);
    return link.run(SAVE, List.of("leases", ACTIVITY), arguments)
        .whenComplete(
            (answer, failure) -> {
              Analytics own = analytics;
              if (failure != null && own != null) {
                guildIds.forEach(own::changeAll);
              }
            })
        .toCompletableFuture();
  }

  /** This server takes in a shard from now on. */
  CompletionStage<?> acquired(int shard, boolean knows, Awaited waiting) {
    List<String> guildIds =
        directory.guilds().stream()
            .map(Guild::id)
            .filter(guildId -> shards.of(guildId) == shard)
            .toList();
    Analytics own = analytics;
    if (own == null || guildIds.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    if (knows) {
      guildIds.forEach(own::changeAll);
      return CompletableFuture.completedFuture(null);
    }
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int from = 0; from < guildIds.size(); from += GUILDS_AT_ONCE) {
      List<String> some = guildIds.subList(from, Math.min(guildIds.size(), from + GUILDS_AT_ONCE));
      all.add(load(own, some, waiting).toCompletableFuture());
    }
    return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
  }

  private CompletionStage<@Nullable Void> load(
      Analytics own, List<String> guildIds, Awaited waiting) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(BYTES_AT_ONCE);
    arguments.addAll(guildIds);
    return link.run(LOAD, List.of(ACTIVITY), arguments)
        .thenCompose(
            answer -> {
              restore(own, guildIds, answer, waiting);
              int loaded = Math.max(1, answer.size());
              return loaded >= guildIds.size()
                  ? CompletableFuture.completedFuture(null)
                  : load(own, guildIds.subList(loaded, guildIds.size()), waiting);
            });
  }

  private void restore(Analytics own, List<String> guildIds, List<Object> answer, Awaited waiting) {
    for (int i = 0; i < guildIds.size() && i < answer.size(); i++) {
      List<?> fields = (List<?>) answer.get(i);
      if (!fields.isEmpty()) {
        String guildId = guildIds.get(i);
        waiting.run(() -> restore(own, guildId, fields));
      }
    }
  }

  private void restore(Analytics own, String guildId, List<?> fields) {
    Map<Long, Map<String, Acts>> hours = new HashMap<>();
    String state = "0";
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String field = new String((byte[]) fields.get(i), UTF_8);
      byte[] value = (byte[]) fields.get(i + 1);
      switch (field) {
        case STATE -> state = new String(value, UTF_8);
        case PRESENCES -> present(guildId, ActivityForm.presences(value));
        default -> hours.put(Long.parseLong(field), ActivityForm.hour(value));
      }
    }
    own.restore(guildId, new Memory(hours, state.startsWith("1"), state.substring(1)));
  }

  private void present(String guildId, Map<String, ActivityForm.Seen> seen) {
    Guild guild = directory.guild(guildId);
    if (guild != null) {
      for (Member member : guild.members()) {
        ActivityForm.Seen last =
            seen.getOrDefault(
                member.userId(), new ActivityForm.Seen(PresenceStatus.OFFLINE, Set.of()));
        member.present(last.status(), last.platforms());
      }
    }
  }

  /** This server goes on with a shard that it was about to hand over. */
  void kept(int shard) {
    ofShard(shard, Analytics::resume);
  }

  /** Another server takes in a shard from now on. */
  void gone(int shard) {
    ofShard(shard, Analytics::rest);
  }

  private void ofShard(int shard, BiConsumer<Analytics, String> action) {
    Analytics own = analytics;
    if (own != null) {
      for (Guild guild : directory.guilds()) {
        if (shards.of(guild.id()) == shard) {
          action.accept(own, guild.id());
        }
      }
    }
  }

  @Override
  public void close() {
    joined = false;
    work.shutdownNow();
  }
}
