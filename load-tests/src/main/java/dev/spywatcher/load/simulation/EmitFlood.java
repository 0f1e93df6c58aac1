package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.client.SocketIoClient;
import dev.spywatcher.load.gatling.Check;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that emit far more than they may (LIM-3): what is beyond is dropped and told, whoever
 * goes on for ten seconds is disconnected, and others are served as if nothing were.
 */
public final class EmitFlood extends LoadSimulation {

  /** After so long without a pause a client is disconnected. */
  private static final Duration TOLERATED = Duration.ofSeconds(10);

  /** A flooder that pauses for so long, in seconds, may count as one that does not go on. */
  private static final double TOO_LONG = 0.9;

  private static final String STAYED = "stayed";
  private static final int AT_ONCE = 5;
  private static final Duration AGAIN = Duration.ofMillis(10);

  private final int rate = Settings.number("event-rate", 10, 10);
  private final int burst = Settings.number("event-burst", 2 * rate, 2 * rate);
  private final Duration inTime = Settings.duration("in-time", "2s", "5s");
  private final int flooders = Settings.number("flooders", 20, 5);
  private final int bystanders = Settings.number("bystanders", 200, 40);
  private final List<Flooder> floods = new ArrayList<>();
  private final AtomicInteger disturbed = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CompletableFuture<Void> flood = new CompletableFuture<>();

  /** Makes the run. */
  public EmitFlood() {
    super(2, Stream.MESSAGE);
    for (int i = 0; i < flooders; i++) {
      floods.add(new Flooder());
    }
    run(
        List.of(
            bystanders().injectOpen(atOnceUsers(bystanders)),
            flooders().injectOpen(atOnceUsers(flooders))),
        exec(
            guildsDefined(Math.max(bystanders, flooders)),
            verdict(
                "bystanders let in",
                () -> ledger.awaitSubscribed(bystanders, Duration.ofSeconds(30))),
            exec(Steps.step("events begin", () -> source.start(20))),
            exec(Steps.step("flood", this::letFlood)),
            verdict("no more let through than allowed", this::requireDropped),
            verdict("all let through that is allowed", this::requireAllowed),
            verdict("flooders told", this::requireErrors),
            verdict("flooders disconnected", this::requireDisconnected),
            verdict("bystanders untouched", this::requireBystanders),
            farewell(),
            deliveryVerdicts()));
  }

  private ScenarioBuilder bystanders() {
    return scenario("bystanders")
        .exec(
            numbered(),
            waiting(session -> defined()),
            subscriber("connect"),
            socketIo("deliveries").collect("message:new"),
            waiting(session -> flood))
        // A bystander emits too, well within what it may.
        .asLongAs(session -> !over.isDone())
        .on(
            exec(
                socketIo("bystander's emit")
                    .emit("unsubscribe:analytics", "#{guild}")
                    .ack(Check.that("an answer in time", this::noted))
                    .within(inTime),
                exec(
                    session -> {
                      if (session.isFailed()) {
                        disturbed.incrementAndGet();
                      }
                      return session.markAsSucceeded();
                    }),
                pause(Duration.ofMillis(500))))
        .exec(socketIo("leave").close());
  }

  private boolean noted(JsonNode answer) {
    answered.incrementAndGet();
    return answer.path("ok").asBoolean();
  }

  private ScenarioBuilder flooders() {
    return scenario("flooders")
        .exec(
            numbered(),
            waiting(session -> flood),
            connect("connect, flooder")
                .from(session -> address(1_000_000 + index(session)))
                .observed(session -> floods.get(index(session))),
            during(TOLERATED.plusSeconds(4))
                .on(
                    exec(
                        repeat(AT_ONCE)
                            .on(
                                exec(session -> emits(session)),
                                socketIo("flooder's emit")
                                    .emit("unsubscribe:analytics", "#{guild}")
                                    .ack(Check.ok())
                                    .goingOn()),
                        pause(AGAIN))),
            socketIo("leave").close());
  }

  private Session emits(Session session) {
    floods.get(index(session)).emits();
    return session.markAsSucceeded();
  }

  private void letFlood() throws InterruptedException {
    flood.complete(null);
    Waiting.until(
        () -> floods.stream().allMatch(Flooder::over),
        TOLERATED.plusSeconds(20),
        Duration.ofMillis(50));
    ledger.finding("a flooder", floods.get(0).toString());
  }

  private void requireDropped() throws IOException {
    for (Flooder flooder : floods) {
      double allowed = burst + rate * flooder.seconds() + rate;
      if (flooder.acknowledged > allowed) {
        throw new IOException("more than %.0f: %s".formatted(allowed, flooder));
      }
    }
  }

  private void requireAllowed() throws IOException {
    for (Flooder flooder : floods) {
      if (flooder.acknowledged < burst) {
        throw new IOException("less than the burst of %d: %s".formatted(burst, flooder));
      }
    }
  }

  private void requireErrors() throws IOException {
    for (Flooder flooder : floods) {
      if (flooder.errors == 0) {
        throw new IOException("not told: " + flooder);
      }
    }
  }

  /** Whoever still emits when the connection ends may see its end before it sees the reason. */
  private void requireDisconnected() throws IOException {
    for (Flooder flooder : floods) {
      double seconds = flooder.seconds();
      if (flooder.farewell.equals(STAYED)
          || seconds < TOLERATED.toSeconds() - 1
          || seconds > TOLERATED.toSeconds() + 3) {
        throw new IOException(
            "not after %d s: %s%s"
                .formatted(
                    TOLERATED.toSeconds(),
                    flooder,
                    flooder.pause() > TOO_LONG
                        ? "; this machine is too busy for a flood without pauses"
                        : ""));
      }
    }
    if (floods.stream().noneMatch(f -> f.farewell.equals(SocketIoClient.TOLD_TO_LEAVE))) {
      throw new IOException("none was told: " + floods.get(0));
    }
  }

  private void requireBystanders() throws IOException {
    ledger.finding("bystanders' emits answered", answered.toString());
    if (disturbed.get() > 0 || answered.get() == 0 || ledger.disconnected() > 0) {
      throw new IOException(
          "%d of their emits were not answered, %d were, %d bystanders were dropped"
              .formatted(disturbed.get(), answered.get(), ledger.disconnected()));
    }
  }

  /** What became of one flooder; written on its event loop, read when it is over. */
  private static final class Flooder implements Observer {

    private long begin;
    private long end;
    private int emitted;
    private long last;
    private long longestPause;
    private volatile int acknowledged;
    private volatile int errors;
    private volatile String farewell = "";
    private volatile boolean over;

    void emits() {
      if (!over) {
        long now = System.nanoTime();
        longestPause = Math.max(longestPause, emitted == 0 ? 0 : now - last);
        last = now;
        emitted++;
      }
    }

    /** The longest time in which it did not emit; a second would make it a client that pauses. */
    double pause() {
      return longestPause / 1e9;
    }

    @Override
    public void connected() {
      begin = System.nanoTime();
    }

    @Override
    public void acknowledged(String event, JsonNode answer) {
      acknowledged = acknowledged + 1;
    }

    @Override
    public void event(Packet packet) {
      if (packet.event().equals("error")) {
        errors = errors + 1;
      }
    }

    @Override
    public void disconnected(String reason) {
      end(reason);
    }

    @Override
    public void left() {
      if (!over) {
        end(STAYED);
      }
    }

    private void end(String how) {
      end = System.nanoTime();
      farewell = how;
      over = true;
    }

    boolean over() {
      return over;
    }

    double seconds() {
      return (end - begin) / 1e9;
    }

    @Override
    public String toString() {
      return String.format(
          java.util.Locale.ROOT,
          "%d emitted in %.1f s, pausing %.2f s at most, %d let through, %d errors, %s",
          emitted,
          seconds(),
          pause(),
          acknowledged,
          errors,
          farewell);
    }
  }
}
