package dev.spywatcher.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What goes with a shard from one holder to the next. Its calls for one shard do not overlap; what
 * they return may fail, and is not waited for without end.
 */
public interface Tenant {

  /** The shard is about to be handed over to this server; completes when it is ready for that. */
  default CompletionStage<?> prepare(int shard) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * This server holds the shard; completes when what the last holder left has been taken over.
   *
   * @param knows whether this server knows better, since it has taken in the events until now
   * @param waiting for what the last holder left; over once events are taken in without it
   */
  default CompletionStage<?> acquired(int shard, boolean knows, Awaited waiting) {
    return CompletableFuture.completedFuture(null);
  }

  /** The last event was taken; completes when what the next holder needs has been left. */
  default CompletionStage<?> leaving(int shard) {
    return CompletableFuture.completedFuture(null);
  }

  /** The shard is not handed over after all: this server goes on with it. */
  default void kept(int shard) {}

  /** The shard is another server's now. */
  default void gone(int shard) {}

  /** Another server holds the shard, which this one took in alone until now. */
  default void others(int shard) {}

  /** This server is alone, and takes in all shards. */
  default void alone() {}

  /** Called about once a second, whoever holds what. */
  default void beat() {}
}
