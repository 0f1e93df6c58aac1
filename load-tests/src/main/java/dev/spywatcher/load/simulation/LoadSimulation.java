package dev.spywatcher.load.simulation;

import static io.gatling.javaapi.core.CoreDsl.details;

import dev.spywatcher.load.account.Column;
import dev.spywatcher.load.account.Ledger;
import dev.spywatcher.load.account.Report;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.gatling.Check;
import dev.spywatcher.load.gatling.Connect;
import dev.spywatcher.load.gatling.Emit;
import dev.spywatcher.load.gatling.SocketIo;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What all simulations have: clients with a number, a director who says when what happens, and
 * verdicts, each a request in Gatling's report and an assertion that fails the run.
 */
public abstract class LoadSimulation extends Simulation {

  private static final String INDEX = "index";
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static volatile List<String> conclusions = List.of();

  /** The service under test. */
  final Service service = Service.here();

  /** Complete when clients may leave. */
  final CompletableFuture<Void> over = new CompletableFuture<>();

  /** What makes events happen. */
  final Source source;

  /** The account of the run. */
  final Ledger ledger;

  private final CompletableFuture<Void> defined = new CompletableFuture<>();
  private final Map<String, AtomicInteger> nextClient = new ConcurrentHashMap<>();
  private final List<String> verdicts = new ArrayList<>();

  /** Why those that were given were not good; {@code ""} for one that was. */
  private final Map<String, String> given = new ConcurrentHashMap<>();

  /**
   * A run.
   *
   * @param guilds in which events happen
   * @param streams what happens in each, in turn
   */
  LoadSimulation(int guilds, Stream... streams) {
    source = new Source(service.controls(), guilds, List.of(streams));
    ledger = new Ledger(source, LATE);
  }

  /**
   * Lets the clients and the director begin.
   *
   * @param reconnection how clients come back unless a step says otherwise
   * @param director says when what happens; his verdicts are those of the run
   */
  void run(Reconnection reconnection, List<PopulationBuilder> clients, ChainBuilder director) {
    List<PopulationBuilder> all = new ArrayList<>(clients);
    all.add(CoreDsl.scenario("director").exec(director).injectOpen(CoreDsl.atOnceUsers(1)));
    Settings.requireKnown(getClass().getSimpleName());
    setUp(all)
        .protocols(
            SocketIo.target(service.urls().get(0).toString())
                .transport(Settings.transport())
                .reconnection(reconnection))
        .assertions(judged());
  }

  /** The same, with clients that stay away once lost. */
  void run(List<PopulationBuilder> clients, ChainBuilder director) {
    run(Reconnection.NEVER, clients, director);
  }

  /** Tells the service of the guilds; a verdict. */
  ChainBuilder guildsDefined(int viewers) {
    return verdict(
        "guilds defined",
        () -> {
          source.define(viewers);
          defined.complete(null);
        });
  }

  /** Complete when the service knows the guilds. */
  CompletableFuture<Void> defined() {
    return defined;
  }

  /** Gives each user of a scenario a number, from 0, and the guild of a viewer of that number. */
  ChainBuilder numbered() {
    return CoreDsl.exec(
        session -> {
          int index =
              nextClient
                  .computeIfAbsent(session.scenario(), key -> new AtomicInteger())
                  .getAndIncrement();
          return session.set(INDEX, index).set("guild", source.guildOf(index).id());
        });
  }

  /** Connects a numbered user from an address of its own and shows its token. */
  Connect connect(String name) {
    return SocketIo.socketIo(name)
        .auth(this::token)
        .to(session -> service.url(index(session)))
        .from(session -> address(index(session)));
  }

  /** The same, and subscribes to its guild's events, which are accounted for. */
  Connect subscriber(String name) {
    return connect(name)
        .observed(session -> ledger.subscriber(source.guildOf(index(session))))
        .greeting(subscription("subscribe:guild"));
  }

  /** Subscribes to the user's guild. */
  static Emit subscription(String event) {
    return subscription(event, event);
  }

  /** The same, reported by another name. */
  static Emit subscription(String name, String event) {
    return SocketIo.socketIo(name).emit(event, "#{guild}").ack(Check.ok());
  }

  /** The names of all events that happen, and of others; what nobody collects is kept. */
  String[] eventsAnd(String... others) {
    return java.util.stream.Stream.concat(
            source.streams().stream().map(Stream::event), java.util.stream.Stream.of(others))
        .distinct()
        .toArray(String[]::new);
  }

  /** Stays until the run is over. */
  ChainBuilder staying() {
    return CoreDsl.exec(
        CoreDsl.exec(Steps.await(session -> over)), SocketIo.socketIo("leave").close());
  }

  /** Waits for a signal; where the run is over before it comes, the user's scenario ends. */
  ChainBuilder waiting(Function<Session, CompletableFuture<?>> signal) {
    return CoreDsl.exec(
            Steps.await(session -> CompletableFuture.anyOf(signal.apply(session), over)))
        .exitHereIf(session -> !signal.apply(session).isDone());
  }

  static int index(Session session) {
    return session.getInt(INDEX);
  }

  String token(Session session) {
    return service.token(Source.viewer(index(session)));
  }

  /** An address of this machine for a client of that number: 127.16.0.1 and on. */
  static InetSocketAddress address(int client) {
    return new InetSocketAddress(
        "127.%d.%d.%d".formatted(16 + (client >> 16 & 0x7F), client >> 8 & 0xFF, client & 0xFF), 0);
  }

  /** Where events say that something must hold; a run in which it does not hold fails. */
  ChainBuilder verdict(String name, Steps.Work check) {
    verdicts.add(name);
    return CoreDsl.exec(
        Steps.step(
            name,
            () -> {
              given.put(name, "it did not come to its end");
              try {
                check.run();
                given.put(name, "");
              } catch (Throwable e) {
                given.put(name, String.valueOf(e.getMessage()));
                throw e;
              }
            }));
  }

  /** What the last run in this process has shown, lines for people. */
  public static List<String> conclusions() {
    return conclusions;
  }

  private Map<String, String> fallenShort() {
    Map<String, String> bad = new LinkedHashMap<>();
    for (String name : verdicts) {
      String why = given.getOrDefault(name, "it did not come to that");
      if (!why.isEmpty()) {
        bad.put(name, why);
      }
    }
    return bad;
  }

  private void conclude(Map<String, String> bad, Path page) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    bad.forEach((name, why) -> lines.add("NOT HELD: " + name + ": " + why));
    lines.add(
        bad.isEmpty()
            ? "everything held, %d verdicts".formatted(verdicts.size())
            : "%d of %d verdicts did not hold".formatted(bad.size(), verdicts.size()));
    lines.add("deliveries: " + page);
    conclusions = List.copyOf(lines);
  }

  /** What every run has to show of its deliveries; to be placed when everybody has left. */
  ChainBuilder deliveryVerdicts() {
    return CoreDsl.exec(
        verdict("something delivered", () -> ledger.requireDeliveries()),
        verdict("nothing lost", () -> ledger.requireNone(Column.LOST)),
        verdict("nothing doubled", () -> ledger.requireNone(Column.DOUBLED)),
        verdict("nothing out of order", () -> ledger.requireNone(Column.OUT_OF_ORDER)),
        verdict("nothing leaked", () -> ledger.requireNone(Column.LEAKED)));
  }

  /** Fails where a client that should have stayed was dropped; to be placed before all leave. */
  ChainBuilder nobodyDropped() {
    return verdict("nobody dropped", () -> requireNobodyDropped(ledger.disconnected()));
  }

  /** Fails unless so many are none. */
  static void requireNobodyDropped(long dropped) throws IOException {
    if (dropped > 0) {
      throw new IOException(dropped + " connections ended unasked");
    }
  }

  /** Ends the events, lets the last arrive, and sends everybody home. */
  ChainBuilder farewell() {
    return farewell(CoreDsl.exec(session -> session));
  }

  /** The same, with what is to be judged while everybody is there still. */
  ChainBuilder farewell(ChainBuilder judgedBefore) {
    return CoreDsl.exec(
        verdict("all events taken", () -> source.finish(Duration.ofSeconds(30))),
        CoreDsl.exec(
            Steps.step(
                "last deliveries",
                () -> ledger.awaitEnd(Duration.ofSeconds(10), Duration.ofMillis(500)))),
        judgedBefore,
        verdict("everybody leaves", this::sendHome));
  }

  private void sendHome() throws IOException, InterruptedException {
    over.complete(null);
    if (!Waiting.until(() -> ledger.connected() == 0, PATIENCE, SOON)) {
      throw new IOException(
          "%d clients have not left within %d s, and are not accounted for"
              .formatted(ledger.connected(), PATIENCE.toSeconds()));
    }
  }

  /** The assertions: each verdict was given once, and was good. */
  private List<Assertion> judged() {
    List<Assertion> assertions = new ArrayList<>();
    for (String name : verdicts) {
      assertions.add(details(name).successfulRequests().count().is(1L));
    }
    return assertions;
  }

  @Override
  public void after() {
    over.complete(null);
    defined.complete(null);
    source.close();
    Map<String, String> bad = fallenShort();
    ledger.finding("target", Settings.text("target", ""));
    bad.forEach((name, why) -> ledger.finding("NOT HELD: " + name, why));
    Report report = new Report(getClass().getSimpleName(), ledger);
    report.findings().forEach((name, value) -> System.out.println(name + ": " + value));
    report.table(true).forEach(System.out::println);
    try {
      Path directory = Path.of(Settings.text("out", "load-report"));
      report.write(directory);
      conclude(bad, directory.resolve("deliveries.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ledger.close();
    }
  }
}
