package dev.spywatcher.load.account;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.Latencies;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.SourceGuild;
import dev.spywatcher.load.source.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The account of a run. Thread-safe. */
public final class Ledger implements AutoCloseable {

  /** The guild of deliveries that are none of this run's. */
  static final String NO_GUILD = "unknown";

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Source source;
  private final long lateMillis;
  private final Pulse pulse = new Pulse();
  private final Map<String, Row> rows = new ConcurrentHashMap<>();
  private final Queue<Subscriber> subscribers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger subscribed = new AtomicInteger();
  private final LongAdder subscriptions = new LongAdder();
  private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> disconnects = new ConcurrentSkipListMap<>();
  private volatile boolean allArrived;
  private final Map<String, Long> told = new ConcurrentHashMap<>();
  private final Map<String, String> findings = new TreeMap<>();
  private final Map<String, Double> measures = new TreeMap<>();

  /**
   * An empty account.
   *
   * @param late how old an event may be when it arrives, before it is counted as late
   */
  public Ledger(Source source, Duration late) {
    this.source = source;
    this.lateMillis = late.toMillis();
  }

  /** The account of a client that will subscribe to that guild's events. */
  public Observer subscriber(SourceGuild guild) {
    Subscriber subscriber = new Subscriber(this, guild);
    subscribers.add(subscriber);
    return subscriber;
  }

  Pulse pulse() {
    return pulse;
  }

  long lateMillis() {
    return lateMillis;
  }

  @Nullable SourceGuild guild(int index) {
    return index < source.guilds().size() ? source.guilds().get(index) : null;
  }

  Row row(String event, String guild) {
    return rows.computeIfAbsent(event + ' ' + guild, key -> new Row(event, guild));
  }

  Collection<Row> rows() {
    return new TreeMap<>(rows).values();
  }

  /** How many times an event was raised in a guild. */
  long sent(String event, String guildId) {
    long sent = told.getOrDefault(event + ' ' + guildId, 0L);
    for (SourceGuild guild : source.guilds()) {
      for (Stream stream : Stream.values()) {
        if (guild.id().equals(guildId) && stream.event().equals(event)) {
          sent += guild.sequence(stream).begun();
        }
      }
    }
    return sent;
  }

  /** An event that no sequence counts was raised so many times. */
  void sent(String event, String guildId, long count) {
    told.put(event + ' ' + guildId, count);
  }

  void subscribed(int more) {
    subscribed.addAndGet(more);
    if (more > 0) {
      subscriptions.add(more);
    }
  }

  /** How many clients are subscribed now. */
  public int subscribed() {
    return subscribed.get();
  }

  /** How many times a subscription has begun so far. */
  public long subscriptions() {
    return subscriptions.sum();
  }

  /** How many clients are connected now. */
  public int connected() {
    return pulse.clients();
  }

  void error(String message) {
    errors.computeIfAbsent(message, key -> new LongAdder()).increment();
  }

  void disconnected(String reason) {
    disconnects.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  /** Errors that servers sent, by message. */
  Map<String, LongAdder> errors() {
    return errors;
  }

  /** Connections that ended unasked, by reason. */
  Map<String, LongAdder> disconnects() {
    return disconnects;
  }

  /** Connections that ended unasked so far. */
  public long disconnected() {
    return disconnects.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Something that was found out beside deliveries, for the report. */
  public synchronized void finding(String name, String value) {
    findings.put(name, value);
  }

  synchronized Map<String, String> findings() {
    return new TreeMap<>(findings);
  }

  /** A figure for programs, by a key that does not change. */
  public synchronized void measure(String key, double value) {
    measures.put(key, value);
  }

  synchronized Map<String, Double> measures() {
    return new TreeMap<>(measures);
  }

  /** The latencies of all deliveries since the last call. */
  public Latencies window() {
    return pulse.window();
  }

  /** The sum of a count over all events and guilds. */
  public long total(Column column) {
    return rows.values().stream().mapToLong(row -> row.get(column)).sum();
  }

  /** Fails where something was counted in a column. */
  public void requireNone(Column column) throws IOException {
    if (total(column) > 0) {
      List<String> where = new ArrayList<>();
      for (Row row : rows()) {
        if (row.get(column) > 0 && where.size() < 3) {
          where.add(row.get(column) + " " + row.event() + " of guild " + row.guild());
        }
      }
      throw new IOException(
          total(column) + " deliveries " + column.label() + ": " + String.join(", ", where) + " …");
    }
  }

  /** Fails unless anything was delivered at all. */
  public void requireDeliveries() throws IOException {
    if (total(Column.RECEIVED) == 0) {
      throw new IOException("nothing was delivered, so nothing is shown");
    }
  }

  /** Waits until so many are subscribed. */
  public void awaitSubscribed(int count, Duration deadline)
      throws IOException, InterruptedException {
    if (!Waiting.until(() -> subscribed() >= count, deadline, POLL)) {
      throw new IOException(
          "%d of %d clients were subscribed within %d s"
              .formatted(subscribed(), count, deadline.toSeconds()));
    }
  }

  /**
   * Waits until everyone has all that was posted, then a while longer for what comes once too
   * often; whoever lacks something then has lost it.
   *
   * @param lull after so long without a delivery nothing more is waited for
   */
  public void awaitEnd(Duration lull, Duration after) throws InterruptedException {
    awaitComplete(lull);
    Waiting.during(after);
    allArrived = true;
  }

  /**
   * Waits until everyone has all that was posted, as long as something still comes; the run goes
   * on.
   *
   * @param lull after so long without a delivery nothing more is waited for
   */
  public void awaitComplete(Duration lull) throws InterruptedException {
    Lull silence = new Lull(lull);
    Waiting.until(
        () ->
            subscribers.stream().allMatch(Subscriber::complete)
                || silence.lasted(total(Column.RECEIVED)),
        LONGEST,
        POLL);
  }

  /** A time in which a count does not grow. Not thread-safe. */
  private static final class Lull {

    private final long nanos;
    private long count = -1;
    private long sinceNanos;

    Lull(Duration length) {
      this.nanos = length.toNanos();
    }

    boolean lasted(long now) {
      if (now != count) {
        count = now;
        sinceNanos = System.nanoTime();
      }
      return System.nanoTime() - sinceNanos >= nanos;
    }
  }

  /** Whether there is nothing left to wait for: who lacks something now has lost it. */
  boolean allArrived() {
    return allArrived;
  }

  @Override
  public void close() {
    pulse.close();
  }
}
