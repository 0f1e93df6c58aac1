package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.gatling.Connect;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Many addresses that each want more than they may: of every one exactly the allowed are let in, at
 * once (LIM-2) and in a minute (LIM-1), and others notice nothing (LIM-5).
 */
public final class ConnectionLimits extends LoadSimulation {

  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(20);

  private final int rate = Settings.number("connection-rate", 60, 12);
  private final int limit = Settings.number("max-connections-per-ip", 20, 5);
  private final int addresses = Settings.number("addresses", 40, 10);
  private final int bystanders = Settings.number("bystanders", 100, 20);
  private final int crowded = addresses * (limit + extra(limit));
  private final int hastyEach = rate + extra(rate);
  private final Tally atOnce = new Tally();
  private final Tally again = new Tally();
  private final Tally inAMinute = new Tally();
  private final CompletableFuture<Void> rush = new CompletableFuture<>();
  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final CompletableFuture<Void> comeAgain = new CompletableFuture<>();
  private final CompletableFuture<Void> haste = new CompletableFuture<>();

  /** Makes the run. */
  public ConnectionLimits() {
    super(2, Stream.MESSAGE);
    if (limit + extra(limit) + 1 > rate) {
      throw new IllegalArgumentException(
          "connection-rate: %d is less than the %d handshakes that try max-connections-per-ip %d"
              .formatted(rate, limit + extra(limit) + 1, limit));
    }
    run(
        List.of(
            bystanders().injectOpen(atOnceUsers(bystanders)),
            holders("crowded addresses", rush, atOnce).injectOpen(atOnceUsers(crowded)),
            holders("crowded addresses again", comeAgain, again).injectOpen(atOnceUsers(addresses)),
            hasty().injectOpen(atOnceUsers(addresses))),
        exec(
            guildsDefined(bystanders),
            verdict(
                "bystanders let in",
                () -> ledger.awaitSubscribed(bystanders, Duration.ofSeconds(30))),
            exec(Steps.step("events begin", () -> source.start(20))),
            verdict("rush", () -> proceed(rush, atOnce::attempts, crowded)),
            verdict("exactly the allowed at once", () -> atOnce.requireEach(limit)),
            exec(Steps.step("release", this::letGo)),
            verdict("again", () -> proceed(comeAgain, again::attempts, addresses)),
            verdict("room again once they have left", () -> again.requireEach(1)),
            verdict("haste", () -> proceed(haste, inAMinute::attempts, addresses * hastyEach)),
            verdict(
                "exactly the allowed in a minute", () -> inAMinute.requireEach(rate, rate / 60.0)),
            verdict("bystanders untouched", this::requireBystanders),
            farewell(),
            deliveryVerdicts()));
  }

  /** How many more than allowed try. */
  private static int extra(int allowed) {
    return Math.max(2, allowed / 2);
  }

  private ScenarioBuilder bystanders() {
    return scenario("bystanders")
        .exec(
            numbered(),
            waiting(session -> defined()),
            subscriber("connect, bystander"),
            socketIo("deliveries").collect("message:new"),
            staying());
  }

  /** Clients that connect from a few addresses when told, and stay until told. */
  private ScenarioBuilder holders(String name, CompletableFuture<Void> when, Tally tally) {
    return scenario(name)
        .exec(
            numbered(),
            waiting(session -> when),
            handshake(name, session -> crowdedAddress(index(session) % addresses), tally),
            exec(Steps.await(session -> when == rush ? release : over)),
            socketIo("leave").close());
  }

  /** Clients that connect and leave, over and over, each from an address of its own. */
  private ScenarioBuilder hasty() {
    return scenario("hasty addresses")
        .exec(
            numbered(),
            waiting(session -> haste),
            repeat(hastyEach)
                .on(
                    exec(
                        handshake(
                            "handshake of a hasty address",
                            session -> hastyAddress(index(session) % addresses),
                            inAMinute),
                        socketIo("leave").close())));
  }

  private Connect handshake(String name, Function<Session, String> from, Tally tally) {
    return socketIo(name)
        .auth(session -> service.token(Source.viewer(0)))
        .from(session -> new java.net.InetSocketAddress(from.apply(session), 0))
        .observed(session -> tally.of(from.apply(session)));
  }

  private static String crowdedAddress(int number) {
    return "127.200.%d.%d".formatted(number >> 8, number & 0xFF);
  }

  private static String hastyAddress(int number) {
    return "127.201.%d.%d".formatted(number >> 8, number & 0xFF);
  }

  private static void proceed(CompletableFuture<Void> signal, IntSupplier attempts, int expected)
      throws IOException, InterruptedException {
    signal.complete(null);
    if (!Waiting.until(() -> attempts.getAsInt() >= expected, SETTLED, SOON)) {
      throw new IOException(
          "%d of %d handshakes were answered within %d s"
              .formatted(attempts.getAsInt(), expected, SETTLED.toSeconds()));
    }
  }

  private void letGo() throws IOException, InterruptedException {
    release.complete(null);
    if (!Waiting.until(() -> atOnce.inside() == 0, SETTLED, SOON)) {
      throw new IOException(atOnce.inside() + " clients are still connected");
    }
    // The server sees the last of them close a moment after they have closed.
    Waiting.during(Duration.ofMillis(500));
  }

  private void requireBystanders() throws IOException {
    ledger.finding("refused, crowded", atOnce.reasons());
    ledger.finding("refused, hasty", inAMinute.reasons());
    if (ledger.subscribed() != bystanders || ledger.disconnected() > 0) {
      throw new IOException(
          "%d of %d bystanders are still subscribed, %d were dropped"
              .formatted(ledger.subscribed(), bystanders, ledger.disconnected()));
    }
  }
}
