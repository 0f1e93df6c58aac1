package dev.spywatcher.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a {@link DiscordSource} sees of the server that it feeds. Thread-safe; deliveries of one
 * guild keep their order when they are made from one thread.
 */
public interface SourceContext {

  /** The server's present: real time plus whatever a user advanced the clock by. */
  Instant now();

  /**
   * When a play that begins at this moment begins: the present, or, where several servers play it
   * together, the moment at which the first of them began. What lies before the present is to be
   * delivered at once, with the times that it would have had.
   */
  default Instant beginning() {
    return now();
  }

  /**
   * Whether the server says which shards it wants, by {@link DiscordSource#open}; otherwise it
   * wants every guild.
   */
  default boolean opensShards() {
    return false;
  }

  /**
   * Completes when this server may log in at Discord once more: all servers of a service together
   * may do so only so often.
   */
  default CompletionStage<?> loginTurn() {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Runs {@code task} once, when the server's clock has moved on by {@code delay} (a negative one
   * counts as zero). Tasks run on one thread, in the order of their times, and must not block. When
   * the clock is advanced past several due tasks they run one after the other, each seeing the time
   * that it was due at.
   */
  Cancellable schedule(Duration delay, Runnable task);

  /** Announces a guild; one that is already known is replaced, its remaining members kept. */
  void guild(GuildDefinition guild);

  /**
   * Delivers an event. One that names an unknown guild, member or channel is dropped and logged.
   */
  void event(DiscordEvent event);

  /**
   * Whether clients lag behind what was delivered. A source that sets its own pace then pauses for
   * a moment; not for good, since a client that never catches up is cut off (LIM-6).
   */
  default boolean congested() {
    return false;
  }

  /** How long such a pause may be at most before the source goes on all the same. */
  default Duration longestPause() {
    return Duration.ofMillis(50);
  }

  /** The faults of what is fed. */
  default FaultSwitches faults() {
    return FaultSwitches.NONE;
  }

  /** A scheduled task that can be called off. */
  interface Cancellable {
    /** Calls the task off; without effect once it has begun. */
    void cancel();
  }
}
