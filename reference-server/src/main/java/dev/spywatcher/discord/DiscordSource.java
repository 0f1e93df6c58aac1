package dev.spywatcher.discord;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where guilds and events come from: a simulator, Discord's gateway, a recording, or calls of the
 * control API. A server has one.
 *
 * <p>Life cycle: {@link #start} once, {@link #reset} any number of times, {@link #close} once (also
 * after a start that failed). Calls never overlap.
 */
public interface DiscordSource extends AutoCloseable {

  /** What to call it in messages: {@code simulator}, {@code discord}, {@code replay}. */
  String name();

  /**
   * Begins to deliver. Announces its guilds before it returns where it knows them by then; must not
   * block on the network.
   *
   * @throws IllegalArgumentException where the source is misconfigured, with a message for its user
   */
  void start(SourceContext context);

  /**
   * The server has forgotten all guilds and activity: announce the guilds again and, for a source
   * that is its own author, begin again from the first event.
   */
  default void reset() {}

  /**
   * The authority on who is a member of what; {@code null} where that is what the source has
   * announced.
   */
  default @Nullable Memberships memberships() {
    return null;
  }

  /** What it can be asked to play; {@code null} for a source that is not its own author. */
  default @Nullable Repertoire repertoire() {
    return null;
  }

  /**
   * Whether it delivers the guilds of those shards alone that it was told to {@link #open}.
   * Otherwise it delivers the same, with the same times, on each of several servers.
   */
  default boolean sharded() {
    return false;
  }

  /**
   * Delivers the guilds of a shard too, where it is {@link #sharded}; those are the ones with
   * {@code (id >> 22) % of == shard}. Thread-safe, and also before the start.
   *
   * @return completes normally when events of the shard come, or can only be waited for
   */
  default CompletionStage<?> open(int shard, int of) {
    return CompletableFuture.completedFuture(null);
  }

  /** Delivers nothing more of a shard. Thread-safe. */
  default void shut(int shard) {}

  /** How it is doing; thread-safe, and at any time. */
  default SourceState state() {
    return SourceState.DELIVERING;
  }

  /** Stops delivering and frees what it holds; nothing is delivered after it has returned. */
  @Override
  void close();
}
