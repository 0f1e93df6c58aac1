package dev.spywatcher.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The call that goes on telling: Server-Sent Events on how the server stands and what it sends. A
 * listener is told the present a few times a second; what it was too slow for is counted, not kept.
 * Between two tellings it costs no thread. Thread-safe.
 */
final class StreamCalls implements AutoCloseable {

  static final int MOST_LISTENERS = 16;

  private static final String TYPE = "text/event-stream";
  private static final long ROUND_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Service service;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final ScheduledExecutorService rounds;
  private final ExecutorService tellers;
  private boolean begun;

  StreamCalls(Service service) {
    this.service = service;
    this.rounds =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "spywatcher-stream"));
    // A telling blocks where a listener does not read, hence at most one thread for each.
    this.tellers =
        new ThreadPoolExecutor(
            0,
            MOST_LISTENERS,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "spywatcher-teller"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Never answers by itself: the exchange is the listener's from then on. */
  CompletionStage<Reply> open(Call call) throws ControlError, IOException {
    Interest interest = Interest.of(call.query(Interest.PARAMETERS));
    HttpExchange exchange = call.exchange();
    if (exchange.getRequestMethod().equals("HEAD")) {
      return CompletableFuture.completedFuture(Reply.document(TYPE, new byte[0]));
    }
    if (places.getAndUpdate(taken -> Math.min(MOST_LISTENERS, taken + 1)) == MOST_LISTENERS) {
      throw ControlError.of(
          503,
          "too_many_listeners",
          MOST_LISTENERS + " listen already; close a page that shows the console");
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", TYPE);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    try {
      exchange.sendResponseHeaders(200, 0);
    } catch (IOException e) {
      places.decrementAndGet();
      throw e;
    }
    listeners.add(
        new Listener(
            new StreamNews(service, interest),
            exchange.getResponseBody(),
            exchange::close,
            PATIENCE));
    begin();
    return new CompletableFuture<>();
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      rounds.scheduleWithFixedDelay(this::round, 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void round() {
    for (Listener listener : listeners) {
      if (listener.isGone()) {
        listeners.remove(listener);
        places.decrementAndGet();
      } else {
        listener.next(tellers);
      }
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    tellers.shutdownNow();
    listeners.clear();
  }
}
