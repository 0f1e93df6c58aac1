package dev.spywatcher.load.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.client.ClientOptions;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.client.SocketIoClient;
import io.gatling.javaapi.core.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one user: its connections, what was pushed to it and not asked for yet, and the
 * step that waits for it. Belongs to the user's event loop.
 */
final class UserSocket implements SocketIoClient.Listener {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** A step that waits for an event. */
  private record Wanted(String event, Check check, Consumer<Packet> found) {}

  private final Scope scope;
  private final Session session;
  private final String name;
  private final List<Emit> greetings;
  private final Observer observer;
  private final EventLoop loop;
  private final SocketIoClient client;
  private final boolean returning;
  private final Deque<Packet> kept = new ArrayDeque<>();

  /** Names of requests by event; empty for events that are counted and not reported. */
  private final Map<String, String> collected = new HashMap<>();

  private @Nullable Wanted wanted;
  private @Nullable Consumer<String> connecting;
  private long lostAt;

  UserSocket(
      Scope scope,
      Session session,
      String name,
      ClientOptions options,
      List<Emit> greetings,
      boolean returning,
      Observer observer) {
    this.scope = scope;
    this.session = session;
    this.name = name;
    this.greetings = greetings;
    this.returning = returning;
    this.observer = observer;
    this.loop = session.asScala().eventLoop();
    this.client = new SocketIoClient(loop, options, this);
  }

  /** The socket of a user; {@code null} where it has none. */
  static @Nullable UserSocket of(Session session) {
    return session.contains(SocketIo.ATTRIBUTE)
        ? session.<UserSocket>get(SocketIo.ATTRIBUTE)
        : null;
  }

  static UserSocket required(Session session, String step) {
    UserSocket socket = of(session);
    if (socket == null) {
      throw new IllegalStateException(step + ": the user has no socket; connect first");
    }
    return socket;
  }

  SocketIoClient client() {
    return client;
  }

  void connect(Duration patience, Consumer<Boolean> next) {
    long start = System.currentTimeMillis();
    ScheduledFuture<?> timeout =
        loop.schedule(
            () -> connectionLate("not within " + patience.toMillis() + " ms"),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    connecting =
        fault -> {
          timeout.cancel(false);
          connecting = null;
          scope.report(session, name, start, System.currentTimeMillis(), fault);
          if (!fault.isEmpty()) {
            client.close();
            next.accept(false);
          } else {
            greet(0, next);
          }
        };
    client.connect();
  }

  private void connectionLate(String fault) {
    if (connecting != null) {
      observer.refused(fault);
      connectionSettled(fault);
    }
  }

  private void connectionSettled(String fault) {
    if (connecting != null) {
      connecting.accept(fault);
    }
  }

  /** Says the greetings one after the other. */
  private void greet(int index, Consumer<Boolean> next) {
    if (index == greetings.size()) {
      next.accept(true);
    } else {
      emit(
          greetings.get(index),
          session,
          good -> {
            if (good) {
              greet(index + 1, next);
            } else {
              next.accept(false);
            }
          });
    }
  }

  private void greetAgain() {
    greet(
        0,
        good -> {
          if (!good && client.connected()) {
            loop.schedule(
                () -> {
                  if (client.connected()) {
                    greetAgain();
                  }
                },
                AGAIN.toMillis(),
                TimeUnit.MILLISECONDS);
          }
        });
  }

  void emit(Emit emit, Session as, Consumer<Boolean> next) {
    observer.sending(emit.event());
    long start = System.currentTimeMillis();
    Check check = emit.check();
    if (check == null) {
      boolean sent = client.emit(emit.event(), emit.arguments(as), null);
      scope.report(as, emit.name(), start, start, sent ? "" : "not connected");
      next.accept(sent);
      return;
    }
    if (emit.goesOn()) {
      next.accept(
          client.emit(
              emit.event(), emit.arguments(as), answer -> answered(emit, as, start, answer)));
      return;
    }
    boolean[] settled = {false};
    Consumer<String> settle =
        fault -> {
          if (!settled[0]) {
            settled[0] = true;
            scope.report(as, emit.name(), start, System.currentTimeMillis(), fault);
            next.accept(fault.isEmpty());
          }
        };
    ScheduledFuture<?> timeout =
        loop.schedule(
            () -> settle.accept("no acknowledgement in " + emit.patience().toMillis() + " ms"),
            emit.patience().toMillis(),
            TimeUnit.MILLISECONDS);
    Consumer<JsonNode> ack =
        answer -> {
          timeout.cancel(false);
          settle.accept(judged(emit, check, answer));
        };
    if (!client.emit(emit.event(), emit.arguments(as), ack)) {
      timeout.cancel(false);
      settle.accept("not connected");
    }
  }

  private String judged(Emit emit, Check check, JsonNode answer) {
    String fault = check.fault(answer);
    if (fault.isEmpty()) {
      observer.acknowledged(emit.event(), answer);
    } else {
      observer.declined(emit.event());
    }
    return fault;
  }

  private void answered(Emit emit, Session as, long start, JsonNode answer) {
    Check check = emit.check();
    String fault = check == null ? "" : judged(emit, check, answer);
    scope.report(as, emit.name(), start, System.currentTimeMillis(), fault);
  }

  void expect(
      Session as,
      String step,
      String event,
      Check check,
      Duration patience,
      Consumer<Boolean> next) {
    long start = System.currentTimeMillis();
    for (Iterator<Packet> earlier = kept.iterator(); earlier.hasNext(); ) {
      Packet packet = earlier.next();
      if (packet.event().equals(event) && check.holds().test(packet.argument())) {
        earlier.remove();
        scope.report(as, step, start, Math.max(start, packet.atMillis()), "");
        next.accept(true);
        return;
      }
    }
    ScheduledFuture<?> timeout =
        loop.schedule(
            () -> {
              wanted = null;
              scope.report(as, step, start, System.currentTimeMillis(), missing(event, check));
              next.accept(false);
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    wanted =
        new Wanted(
            event,
            check,
            packet -> {
              timeout.cancel(false);
              wanted = null;
              scope.report(as, step, start, packet.atMillis(), "");
              next.accept(true);
            });
  }

  private String missing(String event, Check check) {
    Map<String, Long> counts =
        kept.stream()
            .collect(Collectors.groupingBy(Packet::event, TreeMap::new, Collectors.counting()));
    String came =
        counts.entrySet().stream()
            .map(entry -> entry.getKey() + " ×" + entry.getValue())
            .collect(Collectors.joining(", "));
    return "no "
        + event
        + " with "
        + check.what()
        + "; came: "
        + (came.isEmpty() ? "nothing" : came);
  }

  /**
   * Counts an event from now on.
   *
   * @param request the name of its requests; {@code null} where it is not reported
   */
  void collect(String event, @Nullable String request) {
    collected.put(event, request == null ? "" : request);
    kept.removeIf(
        packet -> {
          if (packet.event().equals(event)) {
            delivered(packet);
            return true;
          }
          return false;
        });
  }

  private void delivered(Packet packet) {
    String request = collected.getOrDefault(packet.event(), "");
    if (request.isEmpty()) {
      return;
    }
    String timestamp = packet.texts("timestamp")[0];
    try {
      long happened = Instant.parse(timestamp).toEpochMilli();
      scope.report(session, request, happened, packet.atMillis(), "");
    } catch (DateTimeException e) {
      String fault = "its timestamp \"" + timestamp + "\" is not ISO 8601";
      scope.report(session, request, packet.atMillis(), packet.atMillis(), fault);
    }
  }

  void close() {
    client.close();
    observer.left();
  }

  @Override
  public void connected() {
    observer.connected();
    if (connecting != null) {
      connectionSettled("");
    } else {
      long now = System.currentTimeMillis();
      scope.report(session, name + " again", lostAt, now, "");
      greetAgain();
    }
  }

  @Override
  public void connectError(String reason, boolean lasting) {
    observer.refused(reason);
    if (lasting || !client.options().reconnection().enabled()) {
      connectionSettled(reason);
    }
  }

  @Override
  public void event(Packet packet) {
    observer.event(packet);
    Wanted waiting = wanted;
    if (waiting != null
        && waiting.event().equals(packet.event())
        && waiting.check().holds().test(packet.argument())) {
      waiting.found().accept(packet);
    } else if (collected.containsKey(packet.event())) {
      delivered(packet);
    } else {
      kept.add(packet);
    }
  }

  @Override
  public void disconnected(String reason) {
    lostAt = System.currentTimeMillis();
    observer.disconnected(reason);
    if (returning && reason.equals(SocketIoClient.TOLD_TO_LEAVE)) {
      client.connectLater();
    }
  }
}
