package dev.spywatcher.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API: {@link #routes} is the table of its calls, one class for each resource. */
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
  private final Metrics metrics;
  private final StreamCalls streams;
  private final Routes routes;

  private ControlServer(Service service, @Nullable String token, HttpServer http) {
    this.token = token;
    this.http = http;
    this.metrics = new Metrics(service);
    this.streams = new StreamCalls(service);
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
    this.routes = ConsoleRoutes.addTo(routes(service, metrics, pool), service, streams);
  }

  private static Routes routes(Service service, Metrics metrics, Executor calls) {
    HealthCall health = new HealthCall(service);
    GuildCalls guilds = new GuildCalls(service);
    EventCalls events = new EventCalls(service);
    ClockCalls clock = new ClockCalls(service.clock());
    ConnectionCalls connections = new ConnectionCalls(service.sessions());
    MessageCalls messages = new MessageCalls(service.journal(), calls);
    FaultCalls faults = new FaultCalls(service.faults());
    ContractCalls contract = new ContractCalls();
    return new Routes()
        .on("GET", "/health", call -> health.tell())
        .on("GET", "/metrics", call -> metrics.scrape())
        .on("GET", "/docs", call -> contract.page())
        .on("GET", "/asyncapi.yaml", call -> contract.asyncApi())
        .on("GET", "/types.d.ts", call -> contract.types())
        .on("GET", "/schemas/*", contract::schema)
        .on("GET", "/control/guilds", call -> guilds.all())
        .on("GET", "/control/guilds/*", guilds::one)
        .on("PUT", "/control/guilds/*", guilds::put)
        .on("DELETE", "/control/guilds/*/members/*", guilds::removeMember)
        .on("POST", "/control/events", events::happen)
        .on("POST", "/control/reset", call -> events.reset())
        .on("POST", "/control/clock/advance", clock::advance)
        .on("GET", "/control/connections", call -> connections.all())
        .on("POST", "/control/disconnect", connections::disconnect)
        .on("GET", "/control/messages", messages::find)
        .later("GET", "/control/messages/wait", messages::await)
        .on("GET", "/control/faults", call -> faults.all())
        .on("DELETE", "/control/faults", call -> faults.removeAll())
        .on("PUT", "/control/faults/*", faults::add)
        .on("DELETE", "/control/faults/*", faults::remove);
  }

  /**
   * Listens.
   *
   * @param token what a caller must present as Bearer; {@code null} asks for none
   * @throws IOException where the address cannot be bound
   */
  public static ControlServer start(
      InetSocketAddress address, @Nullable String token, Service service) throws IOException {
    HttpServer http = HttpServer.create(address, 128);
    ControlServer server = new ControlServer(service, token, http);
    http.setExecutor(server.calls);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** Ends calls that wait, and closes the port. Idempotent. */
  @Override
  public void close() {
    calls.shutdownNow();
    streams.close();
    http.stop(0);
    metrics.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    CompletionStage<Reply> reply;
    try {
      new CallerCheck(token).check(exchange);
      reply = routes.answer(exchange);
    } catch (ControlError | RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    new Call(exchange, List.of()).drain();
    CompletableFuture<Reply> given = reply.toCompletableFuture();
    if (given.isDone()) {
      send(exchange, given);
    } else {
      // Sent by a thread of this server's own: whoever completes it has other things to do.
      given.whenCompleteAsync((done, failure) -> sendLater(exchange, given), calls);
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
      reply(exchange, given).send(exchange);
    }
  }

  private static Reply reply(HttpExchange exchange, CompletableFuture<Reply> given) {
    try {
      return given.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlError error) {
        return Reply.failure(error);
      }
      log.error(
          "a call of the control API failed: {}", exchange.getRequestURI().getPath(), e.getCause());
      return Reply.failure(ControlError.of(500, "internal", "the server failed; its log says why"));
    }
  }

  /** Whether two secrets are the same, in a time that does not tell how far they agree. */
  static boolean sameSecret(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
