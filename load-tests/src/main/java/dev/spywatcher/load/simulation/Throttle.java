package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static dev.spywatcher.load.gatling.SocketIo.target;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.account.Ledger;
import dev.spywatcher.load.account.Updates;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.TransportKind;
import dev.spywatcher.load.gatling.Check;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.List;

/**
 * Busy guilds with many subscribers to their analytics: on no socket two updates of a guild within
 * the interval, and no activity without an update (ANA-2 to ANA-5).
 */
public final class Throttle extends LoadSimulation {

  private final Duration interval = Settings.duration("analytics-interval", "30s", "4s");
  private final int guilds = Settings.number("guilds", 20, 10);
  private final int subscribers = Settings.number("subscribers", 1_000, 100);
  private final int perSecond = Settings.number("rate", 5, 5);
  private final Duration busy = Settings.duration("busy", "70s", "9s");
  private final Source source =
      new Source(service.controls(), guilds, List.of(Stream.MESSAGE, Stream.PRESENCE));
  private final Ledger ledger = new Ledger(source, Duration.ofSeconds(1));
  private final Updates updates = new Updates(ledger, source, interval);
  private final Door door = new Door(subscribers, ledger::subscribed);

  /** Makes the run. */
  public Throttle() {
    setUp(
            subscribers().injectOpen(atOnceUsers(subscribers)),
            scenario("director")
                .exec(
                    guildsDefined(subscribers),
                    verdict("everybody subscribed", () -> door.open(subscribers)),
                    exec(Steps.step("busy guilds", this::keepBusy)),
                    farewell(),
                    judgements(),
                    deliveryVerdicts())
                .injectOpen(atOnceUsers(1)))
        .protocols(target(service.urls().get(0).toString()))
        .assertions(judged());
  }

  private ScenarioBuilder subscribers() {
    return scenario("subscribers")
        .exec(
            numbered(),
            waiting(session -> door.opening(index(session))),
            exec(session -> session.set("guild", source.guildOf(index(session)).id())))
        .doIfOrElse(session -> index(session) % 10 == 0)
        .then(exec(client(TransportKind.POLLING)))
        .orElse(exec(client(TransportKind.WEBSOCKET)));
  }

  private ChainBuilder client(TransportKind transport) {
    return exec(
        socketIo("connect by " + transport.key())
            .auth(this::token)
            .transport(transport)
            .to(session -> service.url(index(session)))
            .from(session -> address(index(session)))
            .observed(session -> updates.subscriber(source.guildOf(index(session))))
            .greeting(
                socketIo("subscribe:analytics")
                    .emit("subscribe:analytics", "#{guild}")
                    .ack(Check.ok())),
        socketIo("deliveries").collect("analytics:update"),
        exec(Steps.await(session -> over)),
        socketIo("leave").close());
  }

  /** Activity everywhere, then none, until the last of it must have been reported. */
  private void keepBusy() throws InterruptedException {
    source.start((double) perSecond * guilds);
    Waiting.during(busy);
    source.stop();
    Waiting.during(interval.plusSeconds(3));
  }

  private ChainBuilder judgements() {
    return exec(
        exec(
            Steps.step(
                "account of updates",
                () -> {
                  updates.settle();
                  ledger.finding("different updates", Long.toString(updates.count()));
                })),
        verdict("never two updates within the interval", updates::requireThrottle),
        verdict(
            "every activity followed by an update",
            () -> updates.requireFollowed(System.currentTimeMillis())));
  }

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Override
  Source source() {
    return source;
  }
}
