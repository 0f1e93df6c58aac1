package dev.spywatcher.features.conformance;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Says how far the run is: each failure as it comes, and a line every few seconds. Thread-safe. */
final class Progress implements AutoCloseable {
  private static final int EVERY_SECONDS = 10;

  private final PrintStream out;
  private final IntSupplier total;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private int done;
  private int failed;

  Progress(PrintStream out, IntSupplier total) {
    this.out = out;
    this.total = total;
    ticker.scheduleAtFixedRate(this::tell, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  synchronized void ended(Performance performance) {
    done++;
    if (performance.status() == Status.FAILED) {
      failed++;
      out.printf("  failed: %s %s%n", String.join(" ", performance.rules()), performance.name());
    }
  }

  private synchronized void tell() {
    out.printf(
        "  %d of %d scenarios, %d failed, %d s%n",
        done, total.getAsInt(), failed, (System.nanoTime() - began) / 1_000_000_000);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
