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
  private Latencies window = new Latencies();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });

  Pulse() {
    clock.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
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

  private synchronized void second() {
    Latencies second = collect();
    seconds.add(
        new Second(
            seconds.size() + 1,
            second.count(),
            second.percentileMillis(50),
            second.percentileMillis(99),
            second.percentileMillis(100),
            clients.get()));
  }

  private Latencies collect() {
    Latencies taken = new Latencies();
    stripes.forEach(stripe -> taken.addAll(stripe.take()));
    all.addAll(taken);
    window.addAll(taken);
    return taken;
  }

  /** All that came since the last call. */
  synchronized Latencies window() {
    second();
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

  synchronized List<Second> seconds() {
    return List.copyOf(seconds);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
