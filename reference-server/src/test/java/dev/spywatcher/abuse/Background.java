package dev.spywatcher.abuse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs what may block beside a test, each on a thread of its own. */
public final class Background {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });

  private Background() {}

  /** Runs a task. */
  public static CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, THREADS);
  }
}
