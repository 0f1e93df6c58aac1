package dev.spywatcher.load.account;

import dev.spywatcher.load.crowd.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Latency, throughput and connected clients, second by second. Thread-safe. */
final class Pulse implements AutoCloseable {

  /** What one thread has seen in the current second; locked for a moment by whoever collects. */
  private static final class Stripe {
    private Latencies now = new Latencies();

    synchronized void add(long nanos) {
      now.add(nanos);
    }

    synchronized Latencies take() {
      Latencies taken = now;
      now = new Latencies();
      return taken;
    }
  }

  private final Queue<Stripe> stripes = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Stripe> mine =
      ThreadLocal.withInitial(
          () -> {
            Stripe stripe = new Stripe();
            stripes.add(stripe);
            return stripe;
          });
  private final AtomicInteger clients = new AtomicInteger();
  private final List<Second> seconds = new ArrayList<>();
  private final Latencies all = new Latencies();
  private final long beginNanos = System.nanoTime();
  private Latencies window = new Latencies();

  /** Of the second that has not ended yet. */
  private Latencies second = new Latencies();

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });

  Pulse() {
    clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void delivered(long latencyMillis) {
    mine.get().add(TimeUnit.MILLISECONDS.toNanos(latencyMillis));
  }

  void clients(int more) {
    clients.addAndGet(more);
  }

  int clients() {
    return clients.get();
  }

  /** A second has passed; ticks that come late come in a row, and make one. */
  private synchronized void tick() {
    collect();
    int at = (int) Math.round((System.nanoTime() - beginNanos) / 1e9);
    if (at > lastAt()) {
      seconds.add(ended(at));
      second = new Latencies();
    }
  }

  private int lastAt() {
    return seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1).at();
  }

  private Second ended(int at) {
    return new Second(
        at,
        second.count(),
        second.percentileMillis(50),
        second.percentileMillis(99),
        second.percentileMillis(100),
        clients.get());
  }

  private void collect() {
    Latencies taken = new Latencies();
    stripes.forEach(stripe -> taken.addAll(stripe.take()));
    all.addAll(taken);
    window.addAll(taken);
    second.addAll(taken);
  }

  /** All that came since the last call. */
  synchronized Latencies window() {
    collect();
    Latencies taken = window;
    window = new Latencies();
    return taken;
  }

  /** All that came in the whole run. */
  synchronized Latencies all() {
    collect();
    Latencies copy = new Latencies();
    copy.addAll(all);
    return copy;
  }

  /** All seconds so far, the one that has not ended included where something came in it. */
  synchronized List<Second> seconds() {
    collect();
    List<Second> copy = new ArrayList<>(seconds);
    if (second.count() > 0) {
      copy.add(ended(lastAt() + 1));
    }
    return copy;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
