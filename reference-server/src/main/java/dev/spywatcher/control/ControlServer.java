package dev.spywatcher.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API over HTTP; {@link CallTable} says who serves which call. */
public final class ControlServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";
  private static final int MOST_CALLS_AT_ONCE = 64;

  static {
    // The JDK's server writes head and body of an answer apart: with Nagle's algorithm on, the body
    // waits for the client's delayed acknowledgement, 40 ms. Its only switch is this property.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    // Whoever trickles a request, let in or not, would otherwise hold a thread for as long.
    if (System.getProperty(REQUEST_TIME) == null) {
      System.setProperty(REQUEST_TIME, "30");
    }
  }

  private final @Nullable String token;
  private final HttpServer http;
  private final ExecutorService calls;
  private volatile @Nullable CallTable table;

  private ControlServer(@Nullable String token, HttpServer http) {
    this.token = token;
    this.http = http;
    // What is beyond the most at once waits its turn; the JDK's server cannot refuse it in words.
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_CALLS_AT_ONCE,
            MOST_CALLS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "spywatcher-control");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.calls = pool;
  }

  /**
   * Takes the port. Who calls waits until {@link #serve}.
   *
   * @param token what a caller must present as Bearer; {@code null} asks for none
   * @throws IOException where the address cannot be bound
   */
  public static ControlServer open(InetSocketAddress address, @Nullable String token)
      throws IOException {
    return new ControlServer(token, HttpServer.create(address, 128));
  }

  /** Begins to answer. */
  public void serve(Service service) {
    table = CallTable.of(service, calls);
    http.setExecutor(calls);
    http.createContext("/", this::handle);
    http.start();
  }

  /**
   * Answers another server of the service; may block. For {@link dev.spywatcher.bus.Peers.Handler}.
   */
  public byte[] answer(byte[] request) {
    CallTable answering = table;
    if (answering == null) {
      return Reply.failure(ControlError.of(503, "starting", "the server is starting")).encoded();
    }
    Asked asked = Asked.decoded(request);
    return reply(asked.target(), given(answering.ofPeers(), Request.OfPeer.of(asked))).encoded();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** Ends calls that wait, and closes the port. Idempotent. */
  @Override
  public void close() {
    calls.shutdownNow();
    CallTable answering = table;
    if (answering != null) {
      answering.streams().close();
    }
    http.stop(0);
    if (answering != null) {
      answering.metrics().close();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = new Request.Http(exchange);
    CompletableFuture<Reply> given;
    try {
      new CallerCheck(token).check(exchange);
      given = given(Objects.requireNonNull(table).ofCallers(), request);
    } catch (ControlError e) {
      given = CompletableFuture.failedFuture(e);
    }
    new Call(request, List.of()).drain();
    CompletableFuture<Reply> reply = given;
    if (given.isDone()) {
      send(exchange, given);
    } else {
      // Sent by a thread of this server's own: whoever completes it has other things to do.
      given.whenCompleteAsync((done, failure) -> sendLater(exchange, reply), calls);
    }
  }

  private static CompletableFuture<Reply> given(Routes routes, Request request) {
    try {
      return routes.answer(request).toCompletableFuture();
    } catch (ControlError | NotEverywhereException | IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void sendLater(HttpExchange exchange, CompletableFuture<Reply> given) {
    try {
      send(exchange, given);
    } catch (IOException e) {
      log.debug("a caller that waited has gone", e);
    }
  }

  private void send(HttpExchange exchange, CompletableFuture<Reply> given) throws IOException {
    try (exchange) {
      reply(exchange.getRequestURI().getPath(), given).send(exchange);
    }
  }

  private static Reply reply(String path, CompletableFuture<Reply> given) {
    try {
      return given.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlError error) {
        return Reply.failure(error);
      }
      if (e.getCause() instanceof NotEverywhereException some) {
        return Reply.failure(ControlError.notEverywhere(String.valueOf(some.getMessage())));
      }
      log.error("a call of the control API failed: {}", path, e.getCause());
      return Reply.failure(ControlError.of(500, "internal", "the server failed; its log says why"));
    }
  }

  /** Whether two secrets are the same, in a time that does not tell how far they agree. */
  static boolean sameSecret(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
