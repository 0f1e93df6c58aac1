package dev.spywatcher.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.intake.RejectedEventException;
import dev.spywatcher.journal.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API: one method for each call, in the order of {@link #route}. */
public final class ControlServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final int MOST_CALLS_AT_ONCE = 64;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration LONGEST_ADVANCE = Duration.ofDays(30);
  private static final ObjectReader BODY =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).reader();

  static {
    // The JDK's server writes head and body of an answer apart: with Nagle's algorithm on, the body
    // waits for the client's delayed acknowledgement, 40 ms. Its only switch is this property.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final Service service;
  private final @Nullable String token;
  private final HttpServer http;
  private final ExecutorService calls;
  private final Instant since = Instant.now();

  private ControlServer(Service service, @Nullable String token, HttpServer http) {
    this.service = service;
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
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        new CallerCheck(token).check(exchange);
        reply = route(exchange);
      } catch (ControlError e) {
        reply = failure(e);
      } catch (RuntimeException e) {
        log.error("a call of the control API failed: {}", exchange.getRequestURI().getPath(), e);
        reply = failure(ControlError.of(500, "internal", "the server failed; its log says why"));
      }
      drain(exchange.getRequestBody());
      reply.send(exchange);
    }
  }

  /** An answer: a status, and JSON or nothing. */
  private record Reply(int status, @Nullable JsonNode body) {
    void send(HttpExchange exchange) throws IOException {
      if (body == null) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static final Reply DONE = new Reply(204, null);

  private static Reply failure(ControlError error) {
    ObjectNode body =
        Answers.JSON
            .createObjectNode()
            .put("code", error.code())
            .put("message", error.getMessage());
    if (error.index() >= 0) {
      body.put("index", error.index());
    }
    return new Reply(error.status(), body);
  }

  private Reply route(HttpExchange exchange) throws ControlError, IOException {
    String method =
        exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    String[] path = segments(exchange.getRequestURI().getRawPath());
    String call = method + " " + shape(path);
    return switch (call) {
      case "GET /health" -> health();
      case "GET /control/guilds" -> new Reply(200, Answers.guilds(service.directory().guilds()));
      case "GET /control/guilds/*" -> new Reply(200, Answers.guild(guild(path[2])));
      case "PUT /control/guilds/*" -> putGuild(path[2], body(exchange));
      case "DELETE /control/guilds/*/members/*" -> removeMember(path[2], path[4]);
      case "POST /control/events" -> events(body(exchange));
      case "POST /control/reset" -> reset();
      case "POST /control/clock/advance" -> advance(body(exchange));
      case "GET /control/faults" -> new Reply(200, faults().all());
      case "DELETE /control/faults" -> endFaults();
      case "PUT /control/faults/*" ->
          new Reply(200, faults().add(path[2], bodyOrNothing(exchange)));
      case "DELETE /control/faults/*" -> endFault(path[2]);
      case "GET /control/messages" -> messages(exchange);
      case "GET /control/messages/wait" -> awaitMessages(exchange);
      default -> throw unknown(method, path);
    };
  }

  private static String[] segments(String rawPath) throws ControlError {
    String[] raw = rawPath.substring(1).split("/", -1);
    try {
      for (int i = 0; i < raw.length; i++) {
        raw[i] = URLDecoder.decode(raw[i].replace("+", "%2B"), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      throw ControlError.invalid("path: is not URL-encoded");
    }
    return raw;
  }

  /** The path with ids replaced by {@code *}. */
  private static String shape(String[] path) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < path.length; i++) {
      boolean id =
          path.length > 2
              && (path[1].equals("guilds") && (i == 2 || i == 4)
                  || path[1].equals("faults") && i == 2);
      shape.append('/').append(id ? "*" : path[i]);
    }
    return shape.toString();
  }

  private static ControlError unknown(String method, String[] path) {
    return switch (shape(path)) {
      case "/health",
          "/control/guilds",
          "/control/guilds/*",
          "/control/guilds/*/members/*",
          "/control/events",
          "/control/reset",
          "/control/clock/advance",
          "/control/faults",
          "/control/faults/*",
          "/control/messages",
          "/control/messages/wait" ->
          ControlError.of(405, "method_not_allowed", method + " is not served here");
      default ->
          ControlError.of(
              404,
              "not_found",
              "there is nothing here; see /health, /control/guilds, /control/events,"
                  + " /control/faults, /control/messages, /control/clock/advance and /control/reset");
    };
  }

  private Reply health() {
    ObjectNode health =
        Answers.JSON
            .createObjectNode()
            .put("status", "up")
            .put("since", WireTime.of(since))
            .put("now", WireTime.of(service.clock().instant()));
    Answers.source(health, service.source());
    return new Reply(
        200,
        health
            .put("guilds", service.directory().guilds().size())
            .put("connections", service.sessions().all().size()));
  }

  private Guild guild(String guildId) throws ControlError {
    Guild guild = service.directory().guild(guildId);
    if (guild == null) {
      throw ControlError.of(
          404, "not_found", "guild: no guild has that id; GET /control/guilds lists them");
    }
    return guild;
  }

  private Reply putGuild(String guildId, JsonNode body) throws ControlError, IOException {
    Fields.id(Answers.JSON.getNodeFactory().textNode(guildId), "path");
    service.intake().guild(GuildBody.parse(guildId, body));
    return DONE;
  }

  private Reply removeMember(String guildId, String userId) throws ControlError {
    guild(guildId);
    service.intake().removeMember(guildId, userId);
    return DONE;
  }

  private Reply events(JsonNode body) throws ControlError, IOException {
    List<DiscordEvent> events = EventBody.parse(body, service.clock().instant());
    try {
      service.intake().events(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(e.index(), String.valueOf(e.getMessage()));
    }
    return new Reply(202, Answers.JSON.createObjectNode().put("accepted", events.size()));
  }

  private Reply reset() {
    service.reset().run();
    return DONE;
  }

  private Reply advance(JsonNode body) throws ControlError {
    Fields fields = Fields.of(body, "");
    Duration by = Parameters.duration("by", fields.text("by"), LONGEST_ADVANCE);
    fields.end();
    try {
      Instant now = service.clock().advance(by).join();
      return new Reply(200, Answers.JSON.createObjectNode().put("now", WireTime.of(now)));
    } catch (CompletionException e) {
      throw ControlError.of(503, "shutting_down", "the server is shutting down");
    }
  }

  private FaultCalls faults() {
    return new FaultCalls(service.faults());
  }

  private Reply endFaults() {
    service.faults().clear();
    return DONE;
  }

  private Reply endFault(String name) throws ControlError {
    faults().remove(name);
    return DONE;
  }

  private static Predicate<Entry> matching(Parameters query) {
    String event = query.text("event");
    String guild = query.text("guild");
    return entry ->
        (event == null || event.equals(entry.event()))
            && (guild == null || guild.equals(entry.guildId()));
  }

  private Reply messages(HttpExchange exchange) throws ControlError {
    Parameters query = Parameters.of(exchange.getRequestURI(), "event", "guild", "since");
    long since = query.number("since", 0, Long.MAX_VALUE);
    return new Reply(200, Answers.messages(service.journal().find(since, matching(query))));
  }

  private Reply awaitMessages(HttpExchange exchange) throws ControlError {
    Parameters query =
        Parameters.of(exchange.getRequestURI(), "event", "guild", "since", "count", "timeout");
    int count = (int) query.number("count", 1, 10_000);
    Duration timeout = query.duration("timeout", Duration.ofSeconds(5), LONGEST_WAIT);
    Predicate<Entry> reached = matching(query).and(entry -> entry.recipients() > 0);
    try {
      List<Entry> found =
          service
              .journal()
              .await(query.number("since", 0, Long.MAX_VALUE), reached, count, timeout);
      if (found.size() >= count) {
        return new Reply(200, Answers.messages(found));
      }
      throw ControlError.of(
          408,
          "timeout",
          found.size()
              + " of "
              + count
              + " messages were sent to a subscriber within "
              + timeout.toMillis()
              + "ms; is a client subscribed to that guild's room?");
    } catch (InterruptedException e) {
      throw ControlError.of(503, "shutting_down", "the server is shutting down");
    }
  }

  private static JsonNode bodyOrNothing(HttpExchange exchange) throws ControlError, IOException {
    byte[] bytes = bytes(exchange);
    return bytes.length == 0 ? Answers.JSON.createObjectNode() : body(bytes);
  }

  private static JsonNode body(HttpExchange exchange) throws ControlError, IOException {
    return body(bytes(exchange));
  }

  private static byte[] bytes(HttpExchange exchange) throws ControlError, IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw ControlError.of(
          413,
          "too_large",
          "body: is over " + LARGEST_BODY / 1024 / 1024 + " MiB; send it in parts");
    }
    return bytes;
  }

  private static JsonNode body(byte[] bytes) throws ControlError, IOException {
    try {
      JsonNode body = BODY.readTree(bytes);
      if (body.isMissingNode()) {
        throw ControlError.invalid("body: is empty; send JSON");
      }
      return body;
    } catch (StreamConstraintsException e) {
      throw ControlError.invalid("body: is nested too deeply, or a value in it is too long");
    } catch (JsonProcessingException e) {
      throw ControlError.invalid(
          "body: is not JSON, line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The JDK's server resets a connection whose request was not read to its end. */
  private static void drain(InputStream body) throws IOException {
    byte[] sink = new byte[8192];
    int left = LARGEST_BODY;
    int read;
    while (left > 0 && (read = body.read(sink)) >= 0) {
      left -= read;
    }
  }

  /** Whether two secrets are the same, in a time that does not tell how far they agree. */
  static boolean sameSecret(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
