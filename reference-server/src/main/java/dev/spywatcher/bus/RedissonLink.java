package dev.spywatcher.bus;

import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link by Redisson's sockets. Four times a second it asks Redis whether it is there: where that
 * has no answer within 1.75 s, or a socket breaks, Redis is away; then everything that waits fails
 * or is dropped, and a new connection is tried twice a second. Thread-safe.
 */
public final class RedissonLink implements Link, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedissonLink.class);

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LONGEST_SILENCE = Duration.ofMillis(1_750);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
  private static final Duration BETWEEN_TIMES = Duration.ofSeconds(3);
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private final RedisAddress address;
  private final String prefix;
  private final String echo;
  private final ServiceClock clock;
  private final Connector connector;
  private final Channels channels = new Channels();
  private final LongAdder dropped = new LongAdder();
  private final Evaluation evaluation = new Evaluation();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "spywatcher-bus");
            named.setDaemon(true);
            return named;
          });
  private final Participation participation =
      new Participation(
          thread::execute, () -> leave("a part of this server could not join the service"));

  /** Where Redis answers, the connection; otherwise {@code null}. Changed on the thread alone. */
  private volatile @Nullable Connection connection;

  private volatile @Nullable Outbox outbox;
  private volatile Instant since;
  private volatile RedisTime time;

  // Of the thread alone.
  private boolean connecting;
  private long lastTick = System.nanoTime();
  private long timeAsked = System.nanoTime();
  private boolean wasAway;
  private long lastAttempt;

  private RedissonLink(RedisAddress address, String service, ServiceClock clock)
      throws IOException {
    this.address = address;
    this.prefix = service + ":";
    this.echo = prefix + "echo:" + UUID.randomUUID();
    this.clock = clock;
    this.since = clock.instant();
    this.time = new RedisTime(clock.millis(), System.nanoTime(), Long.MAX_VALUE);
    this.connector = new Connector(address);
  }

  /**
   * Opens the link, and sets {@code clock} by Redis' time, so that all servers of a service agree
   * about the time. Blocks until Redis has answered.
   *
   * @param address of a Redis that is there; not {@link RedisAddress#EMBEDDED}
   * @param service what its keys and channels begin with
   * @throws IOException where Redis does not answer; the message begins with {@code --redis:}, and
   *     says what to do
   */
  public static RedissonLink open(RedisAddress address, String service, ServiceClock clock)
      throws IOException {
    RedissonLink link = new RedissonLink(address, service, clock);
    try {
      Connection first = link.first();
      clock.set(Instant.ofEpochMilli(first.time().now()));
      link.enter(first).toCompletableFuture().get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      link.thread.scheduleAtFixedRate(
          link::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
      return link;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      link.close();
      throw new IOException("--redis: " + Refusal.of(address, e), e);
    } catch (InterruptedException e) {
      link.close();
      Thread.currentThread().interrupt();
      throw new IOException("--redis: interrupted while connecting", e);
    }
  }

  /**
   * The first connection. Where Redis does not answer in time it is asked again: a machine on which
   * many programs start at once is slow.
   */
  private Connection first() throws ExecutionException, TimeoutException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return connector
            .connect(echo, this::lost)
            .toCompletableFuture()
            .get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (attempt == MOST_ATTEMPTS || !Refusal.isSlow(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean isUp() {
    return connection != null;
  }

  /** Since when Redis has been there, or away. */
  public Instant since() {
    return since;
  }

  /** Redis' time now, milliseconds since the epoch; carried on where it is away. */
  public long redisMillis() {
    return time.now();
  }

  /** How many publications were dropped, since Redis was away or too slow. */
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public CompletionStage<List<Object>> run(Script script, List<String> keys, List<?> arguments) {
    Connection current = connection;
    if (current == null) {
      return CompletableFuture.failedFuture(new RedisAwayException("Redis is away"));
    }
    flush();
    return evaluation.run(
        current, script, keys.stream().map(key -> prefix + key).toList(), arguments);
  }

  @Override
  public void publish(String channel, byte[] message) {
    Outbox current = outbox;
    if (current == null) {
      dropped.increment();
      return;
    }
    current.put(
        new Connection.Publication((prefix + channel).getBytes(StandardCharsets.UTF_8), message));
  }

  @Override
  public void flush() {
    Outbox current = outbox;
    if (current != null) {
      current.flush();
    }
  }

  @Override
  public CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> listener) {
    return channels.subscribe(prefix + channel, listener);
  }

  @Override
  public void add(Participant participant) {
    thread.execute(() -> participation.add(participant));
  }

  private void tick() {
    long now = System.nanoTime();
    boolean overslept = now - lastTick > TICK.toNanos() + LONGEST_SILENCE.toNanos() / 2;
    lastTick = now;
    Connection current = connection;
    if (current == null) {
      connect();
      return;
    }
    if (overslept) {
      // It was this process that stood still: what Redis answered is yet to be read.
      current.forgive(now);
    }
    if (isSilent(current)) {
      // Unless the answer is there, and has only not been read in time.
      connector.afterReading(() -> thread.execute(() -> leaveIfSilent(current)));
    } else {
      current.ping(now);
      askTime(current, now);
    }
  }

  private void askTime(Connection current, long now) {
    if (now - timeAsked >= BETWEEN_TIMES.toNanos()) {
      timeAsked = now;
      current
          .timeNow()
          .thenAcceptAsync(
              read -> {
                if (current.equals(connection)) {
                  time = time.orIfSet(read);
                }
              },
              thread);
    }
  }

  private static boolean isSilent(Connection current) {
    return current.silence(System.nanoTime()) >= LONGEST_SILENCE.toNanos();
  }

  private void leaveIfSilent(Connection current) {
    if (current.equals(connection) && isSilent(current)) {
      leave("it has not answered for " + LONGEST_SILENCE.toMillis() + " ms");
    }
  }

  private void connect() {
    if (connecting || System.nanoTime() - lastAttempt < BETWEEN_ATTEMPTS.toNanos()) {
      return;
    }
    connecting = true;
    lastAttempt = System.nanoTime();
    CompletableFuture<Connection> opening =
        connector.connect(echo, this::lost).toCompletableFuture();
    opening
        .thenComposeAsync(this::enter, thread)
        .whenCompleteAsync((done, failure) -> connecting = false, thread);
  }

  /** Takes up a connection; completes once all channels are subscribed to. */
  private CompletionStage<?> enter(Connection fresh) {
    return channels
        .begin(fresh)
        .toCompletableFuture()
        .orTimeout(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)
        .whenCompleteAsync(
            (done, failure) -> {
              if (failure == null && fresh.isOpen()) {
                entered(fresh);
              } else {
                channels.end();
                fresh.close();
                throw new CompletionException(new RedisAwayException("Redis is away"));
              }
            },
            thread);
  }

  private void entered(Connection fresh) {
    time = fresh.time();
    Instant now = clock.instant();
    Duration away = Duration.between(since, now);
    since = now;
    outbox = new Outbox(fresh, dropped);
    connection = fresh;
    if (wasAway) {
      log.info("Redis is back after {} s: one service again", away.toSeconds());
    }
    participation.join(now);
  }

  /** A socket has broken. */
  private void lost() {
    try {
      thread.execute(
          () -> {
            Connection current = connection;
            if (current != null && !current.isOpen()) {
              leave("the connection is broken");
            }
          });
    } catch (RejectedExecutionException e) {
      // The link is closed.
    }
  }

  private void leave(String reason) {
    Connection current = connection;
    if (current == null) {
      return;
    }
    connection = null;
    wasAway = true;
    lastAttempt = System.nanoTime();
    since = clock.instant();
    Outbox out = outbox;
    outbox = null;
    if (out != null) {
      out.close();
    }
    channels.end();
    current.close();
    log.warn("Redis at {} is away ({}): this server goes on alone", address, reason);
    participation.leave();
  }

  /** Leaves the service and ends the connection. Idempotent. */
  @Override
  public void close() {
    try {
      thread
          .submit(
              () -> {
                Connection current = connection;
                Outbox out = outbox;
                connection = null;
                outbox = null;
                if (out != null) {
                  out.flush();
                }
                participation.leave();
                channels.end();
                if (current != null) {
                  current.close();
                }
              })
          .get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the link to Redis did not close in order");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      return;
    }
    thread.shutdownNow();
    connector.close();
  }
}
