package dev.spywatcher.server;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.analytics.Permit;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.bus.Entrance;
import dev.spywatcher.bus.Leases;
import dev.spywatcher.bus.Link;
import dev.spywatcher.bus.LoginTurns;
import dev.spywatcher.bus.Participant;
import dev.spywatcher.bus.ShardTenant;
import dev.spywatcher.bus.ShardsDifferException;
import dev.spywatcher.bus.SharedAnalytics;
import dev.spywatcher.bus.SharedDirectory;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.intake.DirectoryChanges;
import dev.spywatcher.intake.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of a service have in common about guilds: who takes in which, the directory of
 * all, and the throttle and activity of each.
 */
final class SharedGuilds implements AutoCloseable {

  private static final Duration LONGEST_JOIN = Duration.ofSeconds(10);

  private final Link link;
  private final ServiceClock clock;
  private final GuildDirectory known;
  private final Leases leases;
  private final SharedDirectory directory;
  private final SharedAnalytics analytics;
  private final LoginTurns turns;
  private volatile @Nullable Entrance entrance;

  /**
   * Those of a server that has not joined yet.
   *
   * @param era rises with each reset of the service
   * @param watchedHere whether a client of this server is subscribed to a guild's analytics
   */
  SharedGuilds(
      String server,
      int shards,
      Link link,
      ServiceClock clock,
      GuildDirectory known,
      LongSupplier era,
      Predicate<String> watchedHere) {
    this.link = link;
    this.clock = clock;
    this.known = known;
    turns = new LoginTurns(link);
    leases = new Leases(server, shards, link, clock);
    directory = new SharedDirectory(server, link, leases, known, era);
    analytics = new SharedAnalytics(server, link, leases, clock, known, watchedHere);
  }

  Leases leases() {
    return leases;
  }

  Permit permit() {
    return analytics;
  }

  DirectoryChanges changes() {
    return directory;
  }

  Permissions over(Permissions own) {
    return directory.over(own);
  }

  /** An update that another server sent was passed on to the clients here. */
  void relayed(String guildId, Instant at) {
    analytics.relayed(guildId, at);
  }

  /** Everything is about to be forgotten. */
  void forgetAnnouncements() {
    Entrance in = entrance;
    if (in != null) {
      in.forget();
    }
  }

  /** Everything was forgotten, and the era is another. */
  void forget() {
    directory.forget();
  }

  /** Where a source's guilds and events come in. */
  Entrance entrance(DiscordSource source, Intake intake) {
    Entrance in =
        new Entrance(leases, known, clock, source.sharded(), intake::guild, intake::event);
    entrance = in;
    return in;
  }

  private void offerAgain() {
    Entrance in = entrance;
    if (in != null) {
      in.again();
    }
  }

  /**
   * Joins the others; blocks until that is done.
   *
   * @throws StartupException where this server cannot be one of them, or that takes too long
   */
  void join(Intake intake, Analytics own, @Nullable DiscordSource source) throws StartupException {
    directory.mirrorInto(intake, source == null ? null : source.memberships());
    analytics.begin(own);
    leases.serve(new ShardTenant(leases.count(), directory, analytics, source, this::offerAgain));
    CompletableFuture<Void> joined = new CompletableFuture<>();
    link.add(analytics);
    link.add(directory);
    link.add(leases);
    link.add(
        new Participant() {
          @Override
          public CompletionStage<?> join(Instant since) {
            joined.complete(null);
            return joined;
          }

          @Override
          public void leave() {}
        });
    leases.refused().thenAccept(joined::completeExceptionally);
    try {
      joined.get(LONGEST_JOIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartupException(
          e.getCause() instanceof ShardsDifferException refusal
              ? String.valueOf(refusal.getMessage())
              : "--redis: the other servers could not be joined within "
                  + LONGEST_JOIN.toSeconds()
                  + "s",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("--redis: interrupted while joining the other servers", e);
    }
  }

  /** Completes when this server may log in at Discord once more. */
  CompletionStage<?> loginTurn() {
    return turns.next();
  }

  /** Hands over what this server takes in, as long as others are there for it. */
  void handOver() {
    leases.close();
  }

  @Override
  public void close() {
    leases.close();
    analytics.close();
  }
}
