package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static dev.spywatcher.load.gatling.SocketIo.target;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.account.Ledger;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.gatling.Check;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import java.time.Duration;
import java.util.List;

/**
 * Several servers that form one service: clients on all of them receive every event of their guild
 * exactly once, whichever server it came in at (SCALE-1). Needs the URLs of all: {@code
 * -Dtarget=URL,URL} and {@code -Dcontrol=URL,URL}.
 */
public final class Cluster extends LoadSimulation {

  private final int subscribers = Settings.number("subscribers", 1_000, 100);
  private final int perSecond = Settings.number("rate", 50, 50);
  private final int guilds = Settings.number("guilds", 5, 5);
  private final Duration busy = Settings.duration("busy", "30s", "5s");
  private final Source source =
      new Source(
          service.controls(),
          guilds,
          List.of(Stream.MESSAGE, Stream.PRESENCE, Stream.MULTI_CLIENT, Stream.ROLE, Stream.JOIN));
  private final Ledger ledger = new Ledger(source, Duration.ofSeconds(1));
  private final Door door = new Door(subscribers, ledger::subscribed);

  /** Makes the run. */
  public Cluster() {
    if (service.urls().size() < 2 || service.controls().size() < 2) {
      throw new IllegalArgumentException(
          "Cluster: needs two servers or more of one service:"
              + " -Dtarget=http://…,http://… and -Dcontrol=http://…,http://…");
    }
    setUp(
            scenario("subscribers")
                .exec(
                    numbered(),
                    waiting(session -> door.opening(index(session))),
                    exec(session -> session.set("guild", source.guildOf(index(session)).id())),
                    socketIo("connect")
                        .auth(this::token)
                        // Each guild has clients on each server.
                        .to(session -> service.url(index(session) / guilds))
                        .from(session -> address(index(session)))
                        .observed(session -> ledger.subscriber(source.guildOf(index(session))))
                        .greeting(
                            socketIo("subscribe:guild")
                                .emit("subscribe:guild", "#{guild}")
                                .ack(Check.ok())),
                    socketIo("deliveries").collect("message:new", "presence:update"),
                    exec(Steps.await(session -> over)),
                    socketIo("leave").close())
                .injectOpen(atOnceUsers(subscribers)),
            scenario("director")
                .exec(
                    guildsDefined(subscribers),
                    verdict("everybody subscribed", () -> door.open(subscribers)),
                    exec(
                        Steps.step(
                            "events",
                            () -> {
                              source.start(perSecond);
                              Waiting.during(busy);
                            })),
                    farewell(),
                    deliveryVerdicts())
                .injectOpen(atOnceUsers(1)))
        .protocols(target(service.urls().get(0).toString()))
        .assertions(judged());
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
