package dev.spywatcher.server;

import dev.spywatcher.bus.Link;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.Peers;
import dev.spywatcher.bus.ServiceState;
import dev.spywatcher.bus.Shards;
import dev.spywatcher.bus.SharedState;
import dev.spywatcher.control.Commands;
import dev.spywatcher.control.Fleet;
import dev.spywatcher.discord.Repertoire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This server as one of its service: known to the others, called by them, and doing what the
 * service is told to do.
 */
final class Membership implements AutoCloseable {

  private static final Duration LONGEST_JOIN = Duration.ofSeconds(30);

  private final Link link;
  private final SharedState state;
  private final Peers peers;
  private final Fleet fleet;
  private final SharedCommands commands;

  /**
   * A member that has not joined yet.
   *
   * @param id of this server, which no other has or had
   * @param redisMillis Redis' time, milliseconds since the epoch
   * @param since since when Redis has been there, or away
   * @param shards who takes in what; {@code null} where every server takes in everything
   * @param own what is done here
   * @param handler does here what others ask
   */
  Membership(
      String id,
      URI url,
      URI controlUrl,
      Link link,
      LongSupplier redisMillis,
      Supplier<Instant> since,
      @Nullable Shards shards,
      OwnCommands own,
      Peers.Handler handler) {
    this.link = link;
    Repertoire repertoire = own.repertoire();
    this.state =
        new SharedState(
            link,
            own.clock(),
            ServiceState.INITIAL.playing(
                repertoire == null ? null : SharedCommands.shared(repertoire.playing())),
            new TakeOver(own));
    Peer peer = new Peer(id, url.getAuthority(), controlUrl, ProcessHandle.current().pid());
    this.peers = new Peers(link, peer, handler, redisMillis, state::version);
    this.fleet = new Fleet(peers, shards, since);
    this.commands = new SharedCommands(state, fleet, own);
  }

  /**
   * Joins the others, and takes over what their service does; blocks until that is done.
   *
   * @throws StartupException where that takes too long
   */
  void join() throws StartupException {
    link.add(peers);
    link.add(state);
    try {
      state.joined().get(LONGEST_JOIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartupException(
          "--redis: the other servers could not be joined within " + LONGEST_JOIN.toSeconds() + "s",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("--redis: interrupted while joining the other servers", e);
    }
  }

  Fleet fleet() {
    return fleet;
  }

  Commands commands() {
    return commands;
  }

  /** When the play began that the service plays; {@code null} where nobody said so yet. */
  @Nullable Instant beginning() {
    return state.current().epoch();
  }

  @Override
  public void close() {
    peers.close();
    state.close();
  }
}
