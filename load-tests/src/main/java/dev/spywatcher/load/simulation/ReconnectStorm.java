package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Everybody is dropped at once and comes back as the official client does: the server closes the
 * connections, tells everybody to leave, or is killed and started again ({@code -Dhow}). Until all
 * are subscribed again, an address that wants more connections than it may gets what it may, unless
 * the server has no such limit ({@code -Dmax-connections-per-ip=none}).
 */
public final class ReconnectStorm extends LoadSimulation {

  private static final Duration SOON = Duration.ofMillis(2);
  private static final int PER_ADDRESS = 10;

  /** Connections of which fewer say nothing about the cost of one. */
  private static final int ENOUGH = 500;

  private final int subscribers = Settings.number("subscribers", 2_000, 200);

  /** How many connections an address may have; 0 where the server has no limit. */
  private final int limit =
      Settings.text("max-connections-per-ip", "").equals("none")
          ? 0
          : Settings.number("max-connections-per-ip", 20, 20);

  private final Duration patience = Settings.duration("all-back", "60s", "30s");
  private final List<How> ways = How.parse(Settings.text("how", How.usual()));
  private final Door door = new Door(subscribers, ledger::subscribed);
  private final ServerCost cost = new ServerCost(service);
  private final List<Greedy> greedy = new ArrayList<>();

  /** Makes the run. */
  public ReconnectStorm() {
    super(5, Stream.MESSAGE, Stream.PRESENCE);
    if (limit > 0 && limit < PER_ADDRESS) {
      throw new IllegalArgumentException(
          "max-connections-per-ip: %d is less than the %d clients of each address"
              .formatted(limit, PER_ADDRESS));
    }
    ChainBuilder storms = exec(session -> session);
    for (int i = 0; i < ways.size(); i++) {
      How how = ways.get(i);
      Greedy one = new Greedy("127.202.0." + (i + 1));
      greedy.add(one);
      String name = name(i);
      storms = storms.exec(verdict("everybody back after " + name, () -> storm(how, name, one)));
      if (limit > 0) {
        storms = storms.exec(verdict("limit held during " + name, one::requireLimit));
      }
    }
    List<PopulationBuilder> populations = new ArrayList<>();
    populations.add(subscribers().injectOpen(atOnceUsers(subscribers)));
    if (limit > 0) {
      populations.add(greedy().injectOpen(atOnceUsers(ways.size() * greedyEach())));
    }
    run(
        comeback(),
        populations,
        exec(
            guildsDefined(subscribers),
            verdict("everybody subscribed", this::letIn),
            storms,
            farewell(),
            deliveryVerdicts()));
  }

  /** The name of a storm: that of its way, and which it is where there are several of that way. */
  private String name(int storm) {
    String way = ways.get(storm).key();
    long before = ways.subList(0, storm).stream().filter(ways.get(storm)::equals).count();
    return before == 0 ? way : way + " " + (before + 1);
  }

  /** How clients come back: as the official client does, or without a wait. */
  private static Reconnection comeback() {
    String given = Settings.text("come-back", "official");
    return switch (given) {
      case "official" -> Reconnection.OFFICIAL;
      case "at-once" -> new Reconnection(true, Duration.ZERO, Duration.ofSeconds(5), 0);
      default ->
          throw new IllegalArgumentException(
              "come-back: " + given + " is neither official nor at-once");
    };
  }

  /** Lets everybody in; what a connection costs is seen at the second half. */
  private void letIn() throws IOException, InterruptedException, MeasurementException {
    int half = subscribers / 2;
    if (!cost.known() || half < ENOUGH) {
      door.open(subscribers);
      return;
    }
    door.open(half);
    Waiting.during(Duration.ofSeconds(1));
    long heap = cost.liveHeap();
    Duration cpu = cost.cpuTime();
    door.open(subscribers);
    cpu = cost.cpuTime().minus(cpu);
    Waiting.during(Duration.ofSeconds(1));
    heap = cost.liveHeap() - heap;
    ledger.measure("connect_cpu_ms", cpu.toNanos() / 1e6 / (subscribers - half));
    ledger.measure("heap_kb_per_connection", heap / 1e3 / (subscribers - half));
    ledger.finding(
        "server, for each connection",
        String.format(
            Locale.ROOT,
            "%.2f ms CPU, %.1f kB heap",
            cpu.toNanos() / 1e6 / (subscribers - half),
            heap / 1e3 / (subscribers - half)));
  }

  private int greedyEach() {
    return limit + Math.max(5, limit / 2);
  }

  private ScenarioBuilder subscribers() {
    return scenario("subscribers")
        .exec(
            numbered(),
            waiting(session -> door.opening(index(session))),
            subscriber("connect")
                .from(session -> address(index(session) / PER_ADDRESS))
                .returning(),
            socketIo("deliveries")
                .collect(Stream.MESSAGE.event(), Stream.PRESENCE.event())
                .reportedByOneUserIn(Math.max(1, subscribers / 50)),
            staying());
  }

  private ScenarioBuilder greedy() {
    return scenario("greedy address")
        .exec(
            numbered(),
            waiting(session -> of(index(session)).begin),
            socketIo("connect, greedy address")
                .auth(session -> service.token(Source.viewer(0)))
                .reconnection(Reconnection.NEVER)
                .from(session -> new InetSocketAddress(of(index(session)).address, 0))
                .observed(session -> of(index(session)).tally.of(of(index(session)).address)),
            exec(Steps.await(session -> of(index(session)).end)),
            socketIo("leave").close());
  }

  private Greedy of(int user) {
    return greedy.get(user / greedyEach());
  }

  /** One storm, from the first drop until everybody is subscribed again. */
  private void storm(How how, String name, Greedy meanwhile)
      throws IOException, InterruptedException, MeasurementException {
    source.start(20);
    Waiting.during(Duration.ofSeconds(1));
    if (how == How.KILL) {
      // What the killed server has taken in and not sent is nobody's to deliver.
      source.finish(Duration.ofSeconds(10));
      ledger.awaitComplete(Duration.ofSeconds(5));
    }
    long before = ledger.subscriptions();
    long droppedBefore = ledger.disconnected();
    Duration cpu = cost.cpuTime();
    long begin = System.nanoTime();
    how.drop(service, source, subscribers);
    meanwhile.begin.complete(null);
    List<String> times = new ArrayList<>();
    for (int percent : new int[] {50, 99, 100}) {
      Share share = new Share(subscribers, percent);
      if (!Waiting.until(
          () -> share.back(ledger.subscriptions() - before, ledger.subscribed()), patience, SOON)) {
        throw new IOException(
            "%d of %d are subscribed after %d s, %d subscriptions have begun, %d connections ended"
                .formatted(
                    ledger.subscribed(),
                    subscribers,
                    patience.toSeconds(),
                    ledger.subscriptions() - before,
                    ledger.disconnected() - droppedBefore));
      }
      long millis = (System.nanoTime() - begin) / 1_000_000;
      times.add(String.format(Locale.ROOT, "%d %% %,d ms", percent, millis));
      ledger.measure(key(name) + "_back_" + percent + "_ms", millis);
    }
    if (cost.known() && how != How.KILL) {
      cpu = cost.cpuTime().minus(cpu);
      ledger.measure(key(name) + "_cpu_ms_per_return", cpu.toNanos() / 1e6 / subscribers);
    }
    String result = String.join(", ", times);
    ledger.finding("back after " + name, result);
    System.out.println(subscribers + " back after " + name + ": " + result);
    if (how == How.KILL) {
      source.start(20);
    }
    Waiting.during(Duration.ofSeconds(1));
  }

  private static String key(String name) {
    return name.replace('-', '_').replace(' ', '_');
  }

  /** More clients of one address than it may have, in the middle of a storm. */
  private final class Greedy {

    private final String address;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> begin = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Greedy(String address) {
      this.address = address;
    }

    private void requireLimit() throws IOException, InterruptedException {
      begin.complete(null);
      boolean answered =
          Waiting.until(() -> tally.attempts() >= greedyEach(), Duration.ofSeconds(30), SOON);
      end.complete(null);
      if (!answered) {
        throw new IOException(
            "%d of %d handshakes were answered".formatted(tally.attempts(), greedyEach()));
      }
      tally.requireEach(limit);
    }
  }

  /** How everybody is dropped. */
  private enum How {
    TRANSPORT_CLOSE,
    SERVER_DISCONNECT,
    KILL;

    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String usual() {
      return "transport-close,server-disconnect" + (Service.restart() == null ? "" : ",kill");
    }

    static List<How> parse(String ways) {
      return java.util.stream.Stream.of(ways.split(","))
          .map(
              way -> {
                for (How how : values()) {
                  if (how.key().equals(way.strip())) {
                    return how;
                  }
                }
                throw new IllegalArgumentException(
                    "how: " + way + " is none of transport-close, server-disconnect, kill");
              })
          .toList();
    }

    void drop(Service service, Source source, int subscribers)
        throws IOException, InterruptedException {
      if (this == KILL) {
        Restart restart = Service.restart();
        if (restart == null) {
          throw new IOException("how: kill needs a server of the run's own, without -Dtarget");
        }
        restart.killAndStart();
        source.define(subscribers);
        return;
      }
      // A call to one server is a call to its service: a second would drop whoever is back.
      service
          .control()
          .call("POST", "/control/disconnect", "{\"all\":true,\"how\":\"" + key() + "\"}");
    }
  }
}
