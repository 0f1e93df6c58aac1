package dev.spywatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.event.EventName;
import dev.spywatcher.room.Room;
import dev.spywatcher.socket.RefusalCount;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the server counts, in Prometheus's text format. The stages keep plain numbers; the registry
 * that shows them is made on the first scrape, so that a server that nobody scrapes starts without.
 * Every label has a bounded set of values. Thread-safe.
 */
final class Metrics implements AutoCloseable {

  private static final List<String> REQUESTS =
      List.of(
          "subscribe:guild", "subscribe:analytics", "unsubscribe:guild", "unsubscribe:analytics");

  private final Service service;
  private final Set<String> refusals = new HashSet<>();
  private @Nullable PrometheusMeterRegistry registry;

  Metrics(Service service) {
    this.service = service;
  }

  synchronized Reply scrape() {
    if (registry == null) {
      registry = begin();
    }
    // A kind of refusal is known only once it has been made.
    for (RefusalCount refusal : service.sessions().refusals()) {
      if (!refusals.add(refusal.what() + ": " + refusal.reason())) {
        continue;
      }
      FunctionCounter.builder(
              "spywatcher.refusals", service.sessions(), all -> refused(all, refusal))
          .description("Refusals by what was done and why, as the log has them")
          .tag("what", refusal.what())
          .tag("reason", refusal.reason())
          .register(registry);
    }
    return Reply.document(
        "text/plain; version=0.0.4; charset=utf-8", registry.scrape().getBytes(UTF_8));
  }

  private static double refused(Sessions sessions, RefusalCount kind) {
    return sessions.refusals().stream()
        .filter(now -> now.what().equals(kind.what()) && now.reason().equals(kind.reason()))
        .mapToLong(RefusalCount::count)
        .sum();
  }

  private PrometheusMeterRegistry begin() {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    for (String transport : List.of("websocket", "polling")) {
      Gauge.builder("spywatcher.connections", service.sessions(), all -> count(all, transport))
          .description("Open connections")
          .tag("transport", transport)
          .register(metrics);
    }
    for (Room.Kind kind : Room.Kind.values()) {
      Gauge.builder("spywatcher.rooms", service.fanOut(), rooms -> rooms.rooms(kind))
          .description("Rooms that have a subscriber")
          .tag("kind", kind.word())
          .register(metrics);
    }
    List<String> sent = new ArrayList<>(EventName.wireNames());
    sent.add("error");
    for (String event : sent) {
      FunctionCounter.builder(
              "spywatcher.deliveries", service.journal(), journal -> journal.delivered(event))
          .description("Events sent, counted once for each client that they went to")
          .tag("event", event)
          .register(metrics);
    }
    for (String event : REQUESTS) {
      FunctionCounter.builder(
              "spywatcher.requests", service.journal(), journal -> journal.received(event))
          .description("Events that clients sent")
          .tag("event", event)
          .register(metrics);
    }
    queues(metrics);
    for (String what : service.fanOut().supplied().keySet()) {
      FunctionCounter.builder(
              "spywatcher.relay",
              service.fanOut(),
              rooms -> rooms.supplied().getOrDefault(what, 0L))
          .description("Events given to other servers and got from them, by what became of them")
          .tag("what", what)
          .register(metrics);
    }
    Gauge.builder("spywatcher.guilds", service.directory(), all -> all.guilds().size())
        .description("Guilds that the server knows")
        .register(metrics);
    Gauge.builder("spywatcher.throttled.guilds", service.analytics(), all -> all.throttled())
        .description("Guilds whose next analytics:update waits for the interval to be over")
        .register(metrics);
    Gauge.builder("spywatcher.control.waits", service.journal(), journal -> journal.waiting())
        .description("Calls of the control API that wait for messages")
        .register(metrics);
    Fleet fleet = service.fleet();
    if (fleet != null) {
      fleet(metrics, fleet);
    }
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    return metrics;
  }

  private static void fleet(PrometheusMeterRegistry metrics, Fleet fleet) {
    Gauge.builder("spywatcher.redis.up", fleet, all -> all.peers().joined() ? 1 : 0)
        .description("Whether Redis is there; while it is away this server is alone")
        .register(metrics);
    Gauge.builder("spywatcher.servers", fleet, all -> all.peers().live().size())
        .description("Servers of the service that this one knows of, itself included")
        .register(metrics);
    Gauge.builder("spywatcher.shards.held", fleet, all -> Fleets.held(all).size())
        .description("Shards of guilds whose events this server takes in")
        .register(metrics);
  }

  private void queues(PrometheusMeterRegistry metrics) {
    Gauge.builder("spywatcher.queued", service.sessions(), all -> queues(all).sum())
        .description("Bytes that wait for clients, in all")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder(
            "spywatcher.longest.queue", service.sessions(), all -> queues(all).max().orElse(0))
        .description("Bytes that wait for the client with most of them")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("spywatcher.backlog", service.fanOut(), rooms -> rooms.backlog())
        .description("Events, joins and leaves that the event loops have not come to yet")
        .register(metrics);
  }

  private static LongStream queues(Sessions sessions) {
    ToLongFunction<Session> queue = Session::queuedBytes;
    return sessions.all().stream().mapToLong(queue);
  }

  private static long count(Sessions sessions, String transport) {
    return sessions.all().stream().filter(session -> session.transport().equals(transport)).count();
  }

  @Override
  public synchronized void close() {
    if (registry != null) {
      registry.close();
    }
  }
}
