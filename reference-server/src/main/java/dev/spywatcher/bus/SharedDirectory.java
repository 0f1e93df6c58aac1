package dev.spywatcher.bus;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.bus.DirectoryNews.Item;
import dev.spywatcher.bus.DirectoryNews.Kind;
import dev.spywatcher.bus.DirectoryNews.Step;
import dev.spywatcher.bus.DirectoryStore.Stored;
import dev.spywatcher.bus.DirectoryStore.Write;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.intake.DirectoryChanges;
import dev.spywatcher.intake.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of guilds, of which every server has all, so that permissions need nobody else. The
 * server that takes in a guild's events is the only one to change it: it writes each change to
 * Redis, and tells the others (SUB-11). What it changes alone it writes when it has company again,
 * where the guild is its own then; otherwise the others know better. Thread-safe.
 */
public final class SharedDirectory implements Participant, DirectoryChanges {

  private static final Logger log = LoggerFactory.getLogger(SharedDirectory.class);

  private static final String CHANNEL = "directory";
  private static final int MOST_AT_ONCE = 256;
  private static final byte[] NOTHING = {};
  private static final Executor MOMENT =
      CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);

  private final String server;
  private final Link link;
  private final Shards shards;
  private final GuildDirectory directory;
  private final LongSupplier era;
  private final DirectoryStore store;
  private volatile @Nullable Intake intake;
  private volatile @Nullable Memberships memberships;
  private volatile boolean joined;

  /** Held while a guild is read into this server; before any other lock. */
  private final Object mirroring = new Object();

  /** Held while one of the others' changes is taken over; before any other lock. */
  private final Object receiving = new Object();

  // Guarded by receiving.
  private CompletionStage<?> incoming = CompletableFuture.completedFuture(null);

  /**
   * A guild that is being read for someone who would be denied otherwise.
   *
   * @param version what it has at least
   */
  private record Reading(long version, CompletableFuture<@Nullable Void> done) {}

  /** By guild; guarded by itself. */
  private final Map<String, Reading> readings = new HashMap<>();

  // Guarded by this, which is held by whoever calls in with the intake's lock: nothing that may
  // wait for the intake is done under it.
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<String> unwritten = new LinkedHashSet<>();
  private final List<Write> queue = new ArrayList<>();
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
  private boolean writing;
  private Link.@Nullable Subscription subscription;

  /**
   * The directory of a server that has not joined yet.
   *
   * @param era tells one directory from the next: rises with each reset of the service
   */
  public SharedDirectory(
      String server, Link link, Shards shards, GuildDirectory directory, LongSupplier era) {
    this.server = server;
    this.link = link;
    this.shards = shards;
    this.directory = directory;
    this.era = era;
    this.store = new DirectoryStore(link);
  }

  /**
   * What others change goes into that intake; to be called before {@link Link#add}.
   *
   * @param authority told of memberships that others have seen change; {@code null} for none
   */
  public void mirrorInto(Intake own, @Nullable Memberships authority) {
    intake = own;
    memberships = authority;
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    CompletionStage<?> listening =
        subscription == null
            ? link.subscribe(CHANNEL, this::received).thenAccept(told -> subscription = told)
            : CompletableFuture.completedFuture(null);
    return listening.thenCompose(ready -> load()).thenRun(() -> joined = true);
  }

  /** Loads what Redis knows otherwise, unless this server has changed it since. */
  private CompletionStage<?> load() {
    return store.versions(era.getAsLong()).thenCompose(known -> load(known, guildId -> true));
  }

  private interface Filter {
    boolean wants(String guildId);
  }

  private CompletionStage<?> load(Map<String, Long> known, Filter filter) {
    Set<String> other = new HashSet<>();
    synchronized (this) {
      known.forEach(
          (guildId, version) -> {
            if (filter.wants(guildId)
                && !version.equals(versions.get(guildId))
                && !unwritten.contains(guildId)) {
              other.add(guildId);
            }
          });
    }
    return load(other);
  }

  private CompletionStage<?> load(Collection<String> guildIds) {
    if (guildIds.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return store.read(guildIds, this::mirror);
  }

  private void mirror(Stored stored) {
    String guildId = stored.guild().id();
    Intake own = intake;
    // Whoever finds the version there is to find the guild there too.
    synchronized (mirroring) {
      if (own == null || stored.version() <= version(guildId)) {
        return;
      }
      own.mirrored(stored.guild());
      synchronized (this) {
        versions.merge(guildId, stored.version(), Math::max);
      }
    }
  }

  private synchronized long version(String guildId) {
    return versions.getOrDefault(guildId, 0L);
  }

  @Override
  public synchronized void leave() {
    joined = false;
    queue.forEach(write -> unwritten.add(write.item().guildId()));
    queue.clear();
  }

  /** Everything was forgotten, and the era is another. */
  public void forget() {
    synchronized (this) {
      versions.clear();
      unwritten.clear();
      queue.clear();
    }
    if (joined) {
      load().exceptionally(this::failed);
    }
  }

  private <T> @Nullable T failed(Throwable failure) {
    log.debug("the directory of all was not read or written: {}", failure.toString());
    return null;
  }

  @Override
  public void guild(Guild guild) {
    put(write(guild));
  }

  private static Write write(Guild guild) {
    var definition = guild.definition();
    return new Write(
        new Item(Kind.GUILD, guild.id(), "", NOTHING),
        DirectoryForm.written(definition),
        definition.members());
  }

  @Override
  public void member(Guild guild, Member member) {
    byte[] written = DirectoryForm.written(member.definition());
    put(new Write(new Item(Kind.MEMBER, guild.id(), member.userId(), written), NOTHING, List.of()));
  }

  @Override
  public void gone(String guildId, String userId) {
    put(new Write(new Item(Kind.GONE, guildId, userId, NOTHING), NOTHING, List.of()));
  }

  private synchronized void put(Write write) {
    String guildId = write.item().guildId();
    if (!joined || shards.isAlone(guildId)) {
      unwritten.add(guildId);
      return;
    }
    queue.add(write);
    if (!writing) {
      writing = true;
      written = new CompletableFuture<>();
      writeNext();
    }
  }

  /** One batch after the other, so that they arrive in order. */
  private synchronized void writeNext() {
    if (queue.isEmpty()) {
      writing = false;
      written.complete(null);
      return;
    }
    List<Write> batch = nextBatch();
    queue.subList(0, batch.size()).clear();
    long then = era.getAsLong();
    store
        .write(then, batch)
        .whenComplete(
            (steps, failure) -> {
              if (failure == null) {
                tell(then, batch, steps);
              } else {
                failed(failure);
                synchronized (this) {
                  batch.forEach(write -> unwritten.add(write.item().guildId()));
                }
              }
              writeNext();
            });
  }

  private synchronized List<Write> nextBatch() {
    int writes = 0;
    int members = 0;
    while (writes < queue.size() && writes < MOST_AT_ONCE) {
      members += queue.get(writes).put().size();
      if (writes > 0 && members > DirectoryStore.MOST_MEMBERS) {
        break;
      }
      writes++;
    }
    return List.copyOf(queue.subList(0, writes));
  }

  private void tell(long then, List<Write> batch, Map<String, Step> steps) {
    synchronized (this) {
      if (then != era.getAsLong()) {
        return;
      }
      steps.forEach((guildId, step) -> versions.put(guildId, step.now()));
    }
    link.publish(
        CHANNEL,
        new DirectoryNews(server, then, steps, batch.stream().map(Write::item).toList()).encoded());
  }

  private void received(byte[] message) {
    DirectoryNews news = DirectoryNews.decoded(message);
    if (news.server().equals(server)) {
      return;
    }
    synchronized (receiving) {
      // One after the other: what is read from Redis must not be older than what was told before.
      incoming = incoming.thenCompose(before -> apply(news)).exceptionally(this::failed);
    }
  }

  private CompletionStage<?> apply(DirectoryNews news) {
    if (news.era() != era.getAsLong()) {
      return CompletableFuture.completedFuture(null);
    }
    Set<String> reload = new LinkedHashSet<>();
    Intake own = intake;
    for (Item item : news.items()) {
      String guildId = item.guildId();
      Step step = news.steps().get(guildId);
      long known = version(guildId);
      if (reload.contains(guildId) || own == null || step == null || step.now() <= known) {
        continue;
      }
      if (known < step.before() || directory.guild(guildId) == null) {
        // What has changed before it is still on its way, or was lost.
        reload.add(guildId);
        continue;
      }
      switch (item.kind()) {
        case GUILD -> reload.add(guildId);
        case MEMBER -> {
          changed(item);
          own.mirrored(guildId, DirectoryForm.member(item.userId(), item.value()));
        }
        case GONE -> {
          changed(item);
          own.mirroredGone(guildId, item.userId());
        }
      }
    }
    synchronized (this) {
      news.steps()
          .forEach(
              (guildId, step) -> {
                if (!reload.contains(guildId)) {
                  versions.merge(guildId, step.now(), Math::max);
                }
              });
    }
    return load(reload);
  }

  private void changed(Item item) {
    Memberships authority = memberships;
    if (authority != null) {
      authority.changed(item.guildId(), item.userId());
    }
  }

  /** This server takes in a shard from now on: brings Redis and itself to the same. */
  CompletionStage<?> acquired(int shard) {
    return store
        .versions(era.getAsLong())
        .thenCompose(
            known -> {
              Filter own = guildId -> shards.of(guildId) == shard;
              for (Guild guild : directory.guilds()) {
                if (own.wants(guild.id())
                    && (isUnwritten(guild) || !known.containsKey(guild.id()))) {
                  guild(guild);
                }
              }
              return load(known, own);
            });
  }

  private synchronized boolean isUnwritten(Guild guild) {
    return unwritten.remove(guild.id());
  }

  /** Another server takes in a shard from now on: what this one changed alone does not count. */
  void others(int shard) {
    Set<String> changed = new HashSet<>();
    synchronized (this) {
      for (String guildId : List.copyOf(unwritten)) {
        if (shards.of(guildId) == shard) {
          unwritten.remove(guildId);
          versions.remove(guildId);
          changed.add(guildId);
        }
      }
    }
    load(changed).exceptionally(this::failed);
  }

  /** Completes when everything is written. */
  synchronized CompletionStage<?> flushed() {
    return written;
  }

  /**
   * Permissions that ask Redis before they deny, since a guild or a membership may be so new that
   * this server has still to hear of it; once more a moment later, since the server that knows of
   * it may have told whoever asks now before it told Redis.
   */
  public Permissions over(Permissions own) {
    return (user, guildId) ->
        own.mayView(user, guildId)
            .thenCompose(decision -> reconsidered(own, user, guildId, decision))
            .thenCompose(
                decision ->
                    isFinal(guildId, decision)
                        ? CompletableFuture.completedFuture(decision)
                        : CompletableFuture.supplyAsync(() -> decision, MOMENT)
                            .thenCompose(same -> reconsidered(own, user, guildId, same)));
  }

  private boolean isFinal(String guildId, Decision decision) {
    return decision == Decision.ALLOWED || !joined || shards.ingests(guildId);
  }

  private CompletionStage<Decision> reconsidered(
      Permissions own, Identity user, String guildId, Decision decision) {
    return isFinal(guildId, decision)
        ? CompletableFuture.completedFuture(decision)
        : store
            .version(guildId)
            .thenCompose(version -> readUpTo(guildId, version))
            .handle((read, failure) -> failure == null ? read : failed(failure))
            .thenCompose(read -> own.mayView(user, guildId));
  }

  /** Reads a guild where this server knows an older one; once for all who ask meanwhile. */
  private CompletionStage<@Nullable Void> readUpTo(String guildId, long version) {
    if (version <= version(guildId)) {
      return CompletableFuture.completedFuture(null);
    }
    Reading begun;
    synchronized (readings) {
      Reading known = readings.get(guildId);
      if (known != null && known.version() >= version) {
        return known.done();
      }
      begun = new Reading(version, new CompletableFuture<>());
      readings.put(guildId, begun);
    }
    store
        .read(List.of(guildId), this::mirror)
        .whenComplete(
            (read, failure) -> {
              synchronized (readings) {
                readings.remove(guildId, begun);
              }
              if (failure == null) {
                begun.done().complete(null);
              } else {
                begun.done().completeExceptionally(failure);
              }
            });
    return begun.done();
  }
}
