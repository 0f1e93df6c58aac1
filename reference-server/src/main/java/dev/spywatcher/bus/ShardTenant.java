package dev.spywatcher.bus;

import dev.spywatcher.discord.DiscordSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a shard: the guilds in it, what has happened in them, and the connection of a
 * source that has one for each shard. Thread-safe.
 *
 * @param source {@code null} where there is none
 * @param pulse done about once a second, whoever holds what
 */
public record ShardTenant(
    int shards,
    SharedDirectory directory,
    SharedAnalytics analytics,
    @Nullable DiscordSource source,
    Runnable pulse)
    implements Tenant {

  @Override
  public CompletionStage<?> prepare(int shard) {
    return source == null ? CompletableFuture.completedFuture(null) : source.open(shard, shards);
  }

  @Override
  public CompletionStage<?> acquired(int shard, boolean knows, Awaited waiting) {
    if (source != null) {
      source.open(shard, shards);
    }
    return directory
        .acquired(shard)
        .thenCompose(known -> analytics.acquired(shard, knows, waiting));
  }

  @Override
  public CompletionStage<?> leaving(int shard) {
    return CompletableFuture.allOf(
        directory.flushed().toCompletableFuture(), analytics.saved(shard).toCompletableFuture());
  }

  @Override
  public void kept(int shard) {
    analytics.kept(shard);
  }

  @Override
  public void gone(int shard) {
    shut(shard);
    analytics.gone(shard);
  }

  @Override
  public void others(int shard) {
    directory.others(shard);
    shut(shard);
    analytics.gone(shard);
  }

  private void shut(int shard) {
    if (source != null) {
      source.shut(shard);
    }
  }

  @Override
  public void alone() {
    if (source != null) {
      for (int shard = 0; shard < shards; shard++) {
        source.open(shard, shards);
      }
    }
  }

  @Override
  public void beat() {
    pulse.run();
  }
}
