package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.account.Updates;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.List;

/**
 * Several servers that form one service: clients on all of them receive every event of their guild
 * exactly once, whichever server it came in at (SCALE-1), and of its analytics one update in the
 * interval over all (SCALE-2). Against servers of others it needs the URLs of all: {@code
 * -Dtarget=URL,URL} and {@code -Dcontrol=URL,URL}.
 */
public final class Cluster extends LoadSimulation {

  private final int subscribers = Settings.number("subscribers", 1_000, 100);
  private final int perSecond = Settings.number("rate", 200, 50);
  private final int guilds = source.guilds().size();
  private final Duration busy = Settings.duration("busy", "60s", "9s");
  private final Duration interval = Settings.duration("analytics-interval", "30s", "4s");
  private final Updates updates = new Updates(ledger, source, interval);
  private final Door door = new Door(subscribers, ledger::subscribed);

  /** Makes the run. */
  public Cluster() {
    super(
        Settings.number("guilds", 20, 5),
        Stream.MESSAGE,
        Stream.PRESENCE,
        Stream.MULTI_CLIENT,
        Stream.ROLE,
        Stream.JOIN);
    requireSeveral(service);
    run(
        List.of(
            scenario("subscribers")
                .exec(
                    numbered(),
                    waiting(session -> door.opening(index(session))),
                    connect("connect")
                        // Each guild has clients on each server.
                        .to(session -> service.url(index(session) / guilds))
                        .observed(
                            session -> updates.subscriberToAll(source.guildOf(index(session))))
                        .greeting(
                            subscription("subscribe:analytics"), subscription("subscribe:guild")),
                    socketIo("deliveries")
                        .collect(eventsAnd("analytics:update"))
                        .reportedByOneUserIn(Math.max(1, subscribers / 50)),
                    staying())
                .injectOpen(atOnceUsers(subscribers))),
        exec(
            guildsDefined(subscribers),
            verdict("everybody subscribed", () -> door.open(subscribers)),
            exec(Steps.step("events", this::keepBusy)),
            farewell(nobodyDropped()),
            judgements(),
            deliveryVerdicts()));
  }

  /** Fails unless there are two servers or more. */
  public static void requireSeveral(Service service) {
    if (service.urls().size() < 2 || service.controls().size() < 2) {
      throw new IllegalArgumentException(
          "Cluster: needs two servers or more of one service:"
              + " -Dtarget=http://…,http://… and -Dcontrol=http://…,http://…");
    }
  }

  /** Events everywhere, then none, until the last of them must have shown in the analytics. */
  private void keepBusy() throws InterruptedException {
    source.start(perSecond);
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
                  ledger.finding("servers", Integer.toString(service.urls().size()));
                  ledger.finding("different updates", Long.toString(updates.count()));
                })),
        verdict("never two updates within the interval", updates::requireThrottle),
        verdict("nor on two servers", updates::requireThrottleOverAll),
        verdict(
            "every activity followed by an update",
            () -> updates.requireFollowed(System.currentTimeMillis())));
  }
}
