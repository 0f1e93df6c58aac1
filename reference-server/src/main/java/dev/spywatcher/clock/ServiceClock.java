package dev.spywatcher.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's clock: real time plus what it was advanced by, and the one thread on which
 * everything that waits for it runs. Tasks must not block. Thread-safe.
 */
public final class ServiceClock implements InstantSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServiceClock.class);

  /** A task that waits for its time. */
  public final class Task implements Comparable<Task> {
    /** Guarded by {@code lock} while the task waits. */
    private Instant due;

    private final long order;
    private final Runnable action;

    private Task(Instant due, long order, Runnable action) {
      this.due = due;
      this.order = order;
      this.action = action;
    }

    /** Calls the task off; without effect once it has begun. */
    public void cancel() {
      synchronized (lock) {
        tasks.remove(this);
      }
    }

    @Override
    public int compareTo(Task other) {
      int byDue = due.compareTo(other.due);
      return byDue != 0 ? byDue : Long.compare(order, other.order);
    }
  }

  private final InstantSource real;
  private final Object lock = new Object();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Set<CompletableFuture<Instant>> advances = new HashSet<>();
  private final Thread thread;
  private Duration offset = Duration.ZERO;
  private long nextOrder;
  private boolean closed;

  /** While the clock catches up: the time that the running task was due at. */
  private volatile Instant frozenAt = Instant.MAX;

  /**
   * A clock that starts at the system's time and then runs evenly: a step of the system's time does
   * not reach what waits for it.
   */
  public ServiceClock() {
    this(evenFrom(Instant.now(), System.nanoTime()));
  }

  private static InstantSource evenFrom(Instant start, long startNanos) {
    return () -> start.plusNanos(System.nanoTime() - startNanos);
  }

  /** A clock on {@code real}, which a test may stand still with. */
  public ServiceClock(InstantSource real) {
    this.real = real;
    this.thread = new Thread(this::run, "spywatcher-clock");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The present. A task that runs late because the clock was advanced sees the time at which it was
   * due.
   */
  @Override
  public Instant instant() {
    if (Thread.currentThread() == thread && !frozenAt.equals(Instant.MAX)) {
      return frozenAt;
    }
    synchronized (lock) {
      return real.instant().plus(offset);
    }
  }

  /** Runs {@code action} once {@code delay} has passed; a negative delay counts as zero. */
  public Task schedule(Duration delay, Runnable action) {
    Instant now = instant();
    synchronized (lock) {
      Task task =
          new Task(now.plus(delay.isNegative() ? Duration.ZERO : delay), nextOrder++, action);
      if (!closed) {
        tasks.add(task);
        lock.notifyAll();
      }
      return task;
    }
  }

  /**
   * Sets the clock, forwards or back. What waits goes on waiting for as long as it would have.
   *
   * @param present what it is to say now
   */
  public void set(Instant present) {
    synchronized (lock) {
      Duration change = Duration.between(real.instant().plus(offset), present);
      offset = offset.plus(change);
      List<Task> waiting = List.copyOf(tasks);
      tasks.clear();
      for (Task task : waiting) {
        task.due = task.due.plus(change);
        tasks.add(task);
      }
      lock.notifyAll();
    }
  }

  /**
   * Moves the clock on. What falls due runs in the order of its times, tasks that those tasks
   * schedule included.
   *
   * @param by zero or more
   * @return completes when everything that fell due has run; fails where the clock is closed first
   * @throws IllegalArgumentException where {@code by} is negative: this clock never goes back
   */
  public CompletableFuture<Instant> advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by: " + by + " would turn the clock back");
    }
    CompletableFuture<Instant> done = new CompletableFuture<>();
    synchronized (lock) {
      offset = offset.plus(by);
      Instant now = real.instant().plus(offset);
      if (closed) {
        done.complete(now);
      } else {
        advances.add(done);
        tasks.add(new Task(now, Long.MAX_VALUE, () -> arrive(done, now)));
        lock.notifyAll();
      }
    }
    return done;
  }

  private void arrive(CompletableFuture<Instant> advance, Instant now) {
    synchronized (lock) {
      advances.remove(advance);
    }
    advance.complete(now);
  }

  /** Ends the thread; what still waits is dropped. Returns when a running task has ended. */
  @Override
  public void close() {
    List<CompletableFuture<Instant>> cutShort;
    synchronized (lock) {
      closed = true;
      tasks.clear();
      cutShort = List.copyOf(advances);
      advances.clear();
      lock.notifyAll();
    }
    cutShort.forEach(
        advance -> advance.completeExceptionally(new IllegalStateException("the clock is closed")));
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (true) {
      Task task;
      synchronized (lock) {
        task = awaitDue();
      }
      if (task == null) {
        return;
      }
      frozenAt = task.due;
      try {
        task.action.run();
      } catch (RuntimeException e) {
        log.error("a scheduled task failed", e);
      } finally {
        frozenAt = Instant.MAX;
      }
    }
  }

  private @Nullable Task awaitDue() {
    while (!closed) {
      Task first = tasks.peek();
      try {
        if (first == null) {
          lock.wait();
          continue;
        }
        long millis = real.instant().plus(offset).until(first.due, ChronoUnit.MILLIS);
        if (!first.due.isAfter(real.instant().plus(offset))) {
          return tasks.poll();
        }
        lock.wait(Math.max(1, millis));
      } catch (InterruptedException e) {
        return null;
      }
    }
    return null;
  }
}
