package dev.spywatcher.bus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that the servers of a service have in common, and this server's part in it: whatever
 * has changed, this server takes over, also what changed before it came or while it was away. Alone
 * it changes its own; that counts for the service only where nobody else kept one. Thread-safe.
 */
public final class SharedState implements Participant, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SharedState.class);

  private static final Script CHANGE = Script.named("state-change");
  private static final Script JOIN = Script.named("state-join");

  /** Not all of the state could be taken over. */
  private static final class TakeoverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakeoverException(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Brings this server from one state to another. */
  public interface Takeover {
    /**
     * May block; calls never overlap.
     *
     * @throws RuntimeException where it could not do all of it; the message says what
     */
    void take(ServiceState from, ServiceState to);
  }

  private final Link link;
  private final InstantSource clock;
  private final Takeover takeover;
  private final ExecutorService executor;
  private volatile ServiceState current;
  private volatile boolean joined;
  private final CompletableFuture<Void> first = new CompletableFuture<>();

  /**
   * The state of a server that has not joined yet.
   *
   * @param own what this server does of itself
   */
  public SharedState(Link link, InstantSource clock, ServiceState own, Takeover takeover) {
    this.link = link;
    this.clock = clock;
    this.current = own;
    this.takeover = takeover;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "spywatcher-state");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    this.executor = one;
  }

  /** What this server has taken over last. */
  public ServiceState current() {
    return current;
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    return catchUp()
        .exceptionally(
            failure -> {
              if (!(failure.getCause() instanceof TakeoverException)) {
                throw failure instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failure);
              }
              // The server serves all the same, as far as it can.
              log.error("the state of the service was not taken over: {}", failure.getMessage());
              return current;
            })
        .thenRun(
            () -> {
              joined = true;
              first.complete(null);
            });
  }

  /** Completes when this server has joined for the first time. */
  public CompletableFuture<Void> joined() {
    return first;
  }

  @Override
  public void leave() {
    joined = false;
  }

  /** The version that the service is at; where it is another than this server's, it catches up. */
  public void version(long version) {
    if (joined && version != current.version()) {
      catchUp()
          .exceptionally(
              failure -> {
                if (link.isUp()) {
                  log.warn("the state of the service was not taken over: {}", failure.getMessage());
                }
                return current;
              });
    }
  }

  /**
   * Changes the state of the service, which others have yet to take over, as has this server; or of
   * this server alone, which then has.
   */
  public CompletionStage<?> change(Change change) {
    if (joined) {
      return link.run(CHANGE, List.of(ServiceState.KEY), change.operations());
    }
    return CompletableFuture.runAsync(
        () -> {
          ServiceState from = current;
          Instant now = clock.instant();
          take(change.on(from, Math.max(from.version() + 1, now.toEpochMilli()), now));
        },
        executor);
  }

  /** Takes over the state of the service as it is now; at once where this server is alone. */
  public CompletionStage<ServiceState> catchUp() {
    ServiceState own = current;
    List<Object> arguments = new ArrayList<>();
    arguments.add(own.advanced().toMillis());
    arguments.add(own.version());
    arguments.addAll(own.fields());
    return link.run(JOIN, List.of(ServiceState.KEY), arguments)
        .thenApplyAsync(hash -> take(ServiceState.of(hash)), executor);
  }

  private ServiceState take(ServiceState next) {
    ServiceState from = current;
    // Two that were read one after the other may come here in the other order.
    if (next.version() > from.version()) {
      current = next;
      try {
        takeover.take(from, next);
      } catch (RuntimeException e) {
        throw new TakeoverException(e);
      }
    }
    return current;
  }

  /** Takes over nothing any more. */
  @Override
  public void close() {
    joined = false;
    executor.shutdown();
  }
}
