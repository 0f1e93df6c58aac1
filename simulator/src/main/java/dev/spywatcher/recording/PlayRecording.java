package dev.spywatcher.recording;

import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes a play, or a part of it, as a file of events. What it writes depends on scenario, seed and
 * part alone; parts that follow on each other, put together, are the whole. Immutable and
 * thread-safe.
 */
public final class PlayRecording {

  private static final int FULL = 1 << 16;
  private static final int BATCH = 2_048;

  private final Scenario scenario;
  private final long seed;
  private final Instant begins;
  private final Population population;
  private final Traffic traffic;

  /**
   * Which events are written.
   *
   * @param from position of the first; the header stands before position 0
   * @param events how many at most
   * @param until the time of play before which they happen
   */
  public record Part(long from, long events, Duration until) {}

  /**
   * What was written.
   *
   * @param last time of play of the last event; zero where there is none
   * @param sha256 of all bytes, in hexadecimal
   */
  public record Summary(long events, long bytes, Duration last, String sha256) {}

  /** The play of a scenario, which begins when the scenario says. */
  public PlayRecording(Scenario scenario, long seed) {
    this(scenario, seed, scenario.begins());
  }

  /**
   * The play of a scenario as it is live when it begins at that time: what happens is the same, but
   * accounts that were new when they joined are those of another day.
   */
  public PlayRecording(Scenario scenario, long seed, Instant begins) {
    this.scenario = scenario;
    this.seed = seed;
    this.begins = begins.truncatedTo(ChronoUnit.MILLIS);
    this.population = Population.of(scenario, seed);
    this.traffic = Traffic.of(population, seed, new PlayTime(this.begins, 1));
  }

  /**
   * Writes a part to {@code out}, which it neither buffers beyond a few batches nor closes.
   *
   * @param threads how many may work at once, at least 1; changes nothing that is written
   * @throws InterruptedException where the thread was interrupted; then a part is written
   */
  public Summary write(Part part, int threads, OutputStream out)
      throws IOException, InterruptedException {
    CheckedOutput checked = new CheckedOutput(out);
    if (part.from() == 0) {
      HeaderLine.write(scenario, seed, population, checked);
    }
    Selection events = new Selection(traffic.events(part.from()), part);
    if (threads == 1) {
      writeAlone(events, checked);
    } else {
      writeTogether(events, threads, checked);
    }
    return new Summary(
        events.taken,
        checked.bytes(),
        Duration.ofNanos(events.last),
        HexFormat.of().formatHex(checked.sha256()));
  }

  private void writeAlone(Selection events, CheckedOutput out)
      throws IOException, InterruptedException {
    EventLines lines = new EventLines(begins);
    while (events.hasNext()) {
      lines.event(events.next());
      if (lines.length() > FULL) {
        lines.drainTo(out);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    lines.drainTo(out);
  }

  /** One thread makes the events and writes; the others turn events into lines. */
  private void writeTogether(Selection events, int threads, CheckedOutput out)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads - 1, PlayRecording::worker);
    Deque<EventLines> free = new ArrayDeque<>();
    for (int i = 0; i < 3 * threads; i++) {
      free.add(new EventLines(begins));
    }
    try {
      Deque<Future<EventLines>> underWay = new ArrayDeque<>();
      while (events.hasNext()) {
        List<TimedEvent> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && events.hasNext()) {
          batch.add(events.next());
        }
        if (free.isEmpty()) {
          free.add(drained(underWay.remove(), out));
        }
        EventLines lines = free.remove();
        underWay.add(pool.submit(() -> lined(batch, lines)));
      }
      while (!underWay.isEmpty()) {
        drained(underWay.remove(), out);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static EventLines lined(List<TimedEvent> batch, EventLines lines) {
    batch.forEach(lines::event);
    return lines;
  }

  private static EventLines drained(Future<EventLines> future, CheckedOutput out)
      throws IOException, InterruptedException {
    try {
      EventLines lines = future.get();
      lines.drainTo(out);
      return lines;
    } catch (ExecutionException e) {
      throw new IllegalStateException("lines could not be made", e.getCause());
    }
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "spywatcher-lines");
    thread.setDaemon(true);
    return thread;
  }

  /** The events of a part. */
  private static final class Selection {
    private final Iterator<TimedEvent> events;
    private final long most;
    private final long until;
    private @Nullable TimedEvent next;
    private long taken;
    private long last;

    Selection(Iterator<TimedEvent> events, Part part) {
      this.events = events;
      this.most = part.events();
      this.until = part.until().toNanos();
    }

    boolean hasNext() {
      if (next == null && taken < most && events.hasNext()) {
        next = events.next();
      }
      return next != null && next.nanos() < until;
    }

    TimedEvent next() {
      TimedEvent event = Objects.requireNonNull(next);
      next = null;
      taken++;
      last = event.nanos();
      return event;
    }
  }
}
