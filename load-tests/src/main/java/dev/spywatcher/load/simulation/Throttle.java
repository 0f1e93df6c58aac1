package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.account.Updates;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.TransportKind;
import dev.spywatcher.load.gatling.Steps;
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
  private final int guilds = source.guilds().size();
  private final int subscribers = Settings.number("subscribers", 1_000, 100);
  private final int perSecond = Settings.number("rate", 5, 5);
  private final Duration busy = Settings.duration("busy", "70s", "9s");
  private final Updates updates = new Updates(ledger, source, interval);
  private final Door door = new Door(subscribers, ledger::subscribed);

  /** Makes the run. */
  public Throttle() {
    super(Settings.number("guilds", 20, 10), Stream.MESSAGE, Stream.PRESENCE);
    run(
        List.of(subscribers().injectOpen(atOnceUsers(subscribers))),
        exec(
            guildsDefined(subscribers),
            verdict("everybody subscribed", () -> door.open(subscribers)),
            exec(Steps.step("busy guilds", this::keepBusy)),
            farewell(nobodyDropped()),
            judgements(),
            deliveryVerdicts()));
  }

  private ScenarioBuilder subscribers() {
    return scenario("subscribers")
        .exec(numbered(), waiting(session -> door.opening(index(session))))
        .doIfOrElse(session -> index(session) % 10 == 0)
        .then(exec(client(TransportKind.POLLING)))
        .orElse(exec(client(TransportKind.WEBSOCKET)));
  }

  private ChainBuilder client(TransportKind transport) {
    return exec(
        connect("connect by " + transport.key())
            .transport(transport)
            .observed(session -> updates.subscriber(source.guildOf(index(session))))
            .greeting(subscription("subscribe:analytics")),
        socketIo("deliveries").collect("analytics:update"),
        staying());
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
}
