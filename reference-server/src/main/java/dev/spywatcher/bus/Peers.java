package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.bus.PeerMessage.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of the service: which live, and calls to one of them or to all. A server that works
 * on a call says so each second; one that is silent for {@link #PATIENCE} has failed the call,
 * unless it turns out that it lives no more: then it is no server of the service. While Redis is
 * away this server is the only one. Thread-safe.
 */
public final class Peers implements Participant, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Peers.class);

  /** Longer than the registry takes to find that a server which dies at the call is gone. */
  static final Duration PATIENCE = Registry.LIFE.plusMillis(500);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LAST_WORD = Duration.ofMillis(500);
  private static final int MOST_AT_ONCE = 8;

  /** Does what another server asks; may block. */
  public interface Handler {
    /** What to answer; whatever it throws is told to the caller by its message. */
    byte[] answer(byte[] request);
  }

  /** A call that another server has not answered yet. */
  private static final class Pending {
    final Peer to;
    final CompletableFuture<PeerAnswer> answer = new CompletableFuture<>();
    volatile long lastSign = System.nanoTime();
    volatile boolean begun;

    Pending(Peer to) {
      this.to = to;
    }
  }

  /** A call of another server that is being worked on. */
  private record Work(String from, long call) {}

  private final Link link;
  private final Peer own;
  private final Handler handler;
  private final Registry registry;
  private final Post post;
  private final LongSupplier redisMillis;
  private final ScheduledExecutorService timer;
  private final ExecutorService workers;
  private final AtomicLong calls = new AtomicLong();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private final Set<Work> works = ConcurrentHashMap.newKeySet();
  private Link.@Nullable Subscription subscription;
  private volatile boolean joined;
  private boolean closed;

  /**
   * A server that has not joined the service yet: {@link Link#add} has it do so.
   *
   * @param own this server
   * @param handler does here what others ask
   * @param redisMillis Redis' time, milliseconds since the epoch
   * @param version told the version of the state of the service, about once a second
   */
  public Peers(
      Link link, Peer own, Handler handler, LongSupplier redisMillis, LongConsumer version) {
    this.link = link;
    this.own = own;
    this.handler = handler;
    this.registry = new Registry(link, own, version);
    this.redisMillis = redisMillis;
    this.post = new Post(link, own.id(), redisMillis);
    this.timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "spywatcher-peers"));
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "spywatcher-peer-call"));
    pool.allowCoreThreadTimeOut(true);
    this.workers = pool;
    timer.scheduleWithFixedDelay(
        this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** This server. */
  public Peer own() {
    return own;
  }

  /** Those that live, by name, as of about a second ago; this server is always one of them. */
  public List<Peer> live() {
    return registry.live();
  }

  /** Whether this server is with the others; otherwise Redis is away. */
  public boolean joined() {
    return joined;
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    registry.join();
    return subscribed().thenCompose(subscribed -> registry.beat()).thenRun(() -> joined = true);
  }

  private synchronized CompletionStage<?> subscribed() {
    if (subscription != null) {
      return CompletableFuture.completedFuture(subscription);
    }
    return link.subscribe(Post.channel(own.id()), this::received)
        .thenAccept(
            confirmed -> {
              boolean late;
              synchronized (this) {
                late = closed;
                subscription = confirmed;
              }
              if (late) {
                confirmed.close();
              }
            });
  }

  @Override
  public void leave() {
    joined = false;
    registry.leave();
    for (Pending call : pending.values()) {
      call.answer.complete(PeerAnswer.failed(call.to, "Redis is away"));
    }
  }

  private void beat() {
    for (Work work : works) {
      post.send(work.from(), Kind.WORKING, work.call(), new byte[0]);
    }
    if (joined) {
      // Where it fails, the link finds out by itself that Redis is away.
      registry.beat().exceptionally(failure -> List.of());
    }
  }

  /**
   * Asks every server that lives, this one among them.
   *
   * @return completes normally once each has answered, failed or gone, and names those that have
   *     not gone
   */
  public CompletionStage<List<PeerAnswer>> callAll(byte[] request) {
    if (!joined) {
      return callEach(List.of(own), request);
    }
    return registry
        .beat()
        .exceptionally(failure -> List.of(own))
        .thenCompose(living -> callEach(living, request));
  }

  private CompletionStage<List<PeerAnswer>> callEach(List<Peer> peers, byte[] request) {
    List<CompletableFuture<PeerAnswer>> asked = new ArrayList<>();
    for (Peer peer : peers) {
      asked.add(call(peer, request).toCompletableFuture());
    }
    return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            all ->
                asked.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> !answer.gone())
                    .toList());
  }

  /**
   * Asks one server, or this one.
   *
   * @return completes normally
   */
  public CompletionStage<PeerAnswer> call(Peer to, byte[] request) {
    if (to.id().equals(own.id())) {
      return here(request);
    }
    long number = calls.incrementAndGet();
    Pending call = new Pending(to);
    pending.put(number, call);
    CompletionStage<PeerAnswer> answered =
        call.answer.whenComplete((answer, failure) -> pending.remove(number));
    post.send(to.id(), Kind.CALL, Kind.CALL_BY_PARCEL, number, request)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                call.answer.complete(PeerAnswer.failed(to, "Redis is away"));
              }
            });
    watch(call);
    return answered;
  }

  private CompletionStage<PeerAnswer> here(byte[] request) {
    try {
      return CompletableFuture.supplyAsync(() -> handler.answer(request), workers)
          .handle(
              (answer, failure) ->
                  failure == null
                      ? PeerAnswer.of(own, answer)
                      : PeerAnswer.failed(own, reason(failure)));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(PeerAnswer.failed(own, "it is shutting down"));
    }
  }

  /** Looks again when the patience with a call would be over. */
  private void watch(Pending call) {
    long left = PATIENCE.toNanos() - (System.nanoTime() - call.lastSign);
    if (call.answer.isDone()) {
      return;
    }
    if (left > 0) {
      later(() -> watch(call), left);
      return;
    }
    registry
        .beat()
        .whenComplete(
            (living, failure) -> {
              boolean lives = failure != null || living.contains(call.to);
              call.answer.complete(
                  lives
                      ? PeerAnswer.failed(
                          call.to, "did not answer within " + PATIENCE.toMillis() + "ms")
                      : PeerAnswer.gone(call.to, call.begun));
            });
  }

  private void later(Runnable task, long nanos) {
    try {
      timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed: whoever waits has been told.
    }
  }

  private void received(byte[] bytes) {
    PeerMessage message;
    try {
      message = PeerMessage.decoded(bytes);
    } catch (IllegalArgumentException e) {
      log.warn("dropped what is no message of a server: {}", e.getMessage());
      return;
    }
    switch (message.kind()) {
      case CALL, CALL_BY_PARCEL -> {
        // Where the network held it up, the caller has been told that nobody answered.
        if (redisMillis.getAsLong() - message.at() <= PATIENCE.toMillis()) {
          work(message);
        }
      }
      default -> hear(message);
    }
  }

  private void hear(PeerMessage message) {
    Pending call = pending.get(message.call());
    if (call == null || !call.to.id().equals(message.from())) {
      return;
    }
    call.lastSign = System.nanoTime();
    call.begun = true;
    if (message.kind() == Kind.FAILURE) {
      call.answer.complete(PeerAnswer.failed(call.to, new String(message.body(), UTF_8)));
    } else if (message.kind() != Kind.WORKING) {
      post.body(message)
          .whenComplete(
              (body, failure) ->
                  call.answer.complete(
                      failure == null
                          ? PeerAnswer.of(call.to, body)
                          : PeerAnswer.failed(call.to, reason(failure))));
    }
  }

  private void work(PeerMessage message) {
    Work work = new Work(message.from(), message.call());
    works.add(work);
    post.send(work.from(), Kind.WORKING, work.call(), new byte[0]);
    CompletableFuture<byte[]> done =
        post.body(message).toCompletableFuture().thenApplyAsync(handler::answer, workers);
    done.whenComplete(
        (answer, failure) -> {
          works.remove(work);
          if (failure == null) {
            post.send(work.from(), Kind.ANSWER, Kind.ANSWER_BY_PARCEL, work.call(), answer);
          } else {
            byte[] reason = reason(failure).getBytes(UTF_8);
            post.send(work.from(), Kind.FAILURE, work.call(), reason);
          }
        });
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RejectedExecutionException) {
      return "it is shutting down";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Parts from the others, who then do not wait for this server to be missed. Idempotent. */
  @Override
  public void close() {
    Link.@Nullable Subscription subscribed;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      subscribed = subscription;
    }
    boolean known = joined;
    leave();
    timer.shutdownNow();
    workers.shutdown();
    if (subscribed != null) {
      subscribed.close();
    }
    if (known) {
      try {
        registry.part().toCompletableFuture().get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.debug("could not part from the other servers; they will miss this one soon", e);
      }
    }
  }
}
