package dev.spywatcher.cli;

import dev.spywatcher.bus.EmbeddedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The processes that a cluster is made of. Thread-safe. */
final class Cluster implements AutoCloseable {

  private final List<ClusterServer> servers = new ArrayList<>();
  private @Nullable EmbeddedRedis redis;
  private boolean ending;

  /** Takes over what is running from now on; ends it at once where the cluster has ended. */
  synchronized void redis(EmbeddedRedis started) {
    redis = started;
    if (ending) {
      started.close();
    }
  }

  /** The same of a server. */
  synchronized void add(ClusterServer started) {
    servers.add(started);
    if (ending) {
      started.end();
    }
  }

  synchronized List<ClusterServer> servers() {
    return List.copyOf(servers);
  }

  synchronized boolean isEnding() {
    return ending;
  }

  /** Completes once every server has ended. */
  CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(
        servers().stream().map(ClusterServer::ended).toArray(CompletableFuture<?>[]::new));
  }

  /** Ends every server, and then Redis. Idempotent. */
  @Override
  public void close() {
    List<ClusterServer> all;
    EmbeddedRedis own;
    synchronized (this) {
      ending = true;
      all = List.copyOf(servers);
      own = redis;
    }
    all.forEach(ClusterServer::end);
    all.forEach(ClusterServer::close);
    if (own != null) {
      own.close();
    }
  }
}
