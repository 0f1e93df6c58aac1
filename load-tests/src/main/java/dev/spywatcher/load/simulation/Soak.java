package dev.spywatcher.load.simulation;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.client.TransportKind;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.gatling.Steps;
import dev.spywatcher.load.machine.OpenFiles;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.Stream;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A long run in which clients come and go: the server's heap, its open files and its sessions stay
 * level, and go with the clients. Needs the process id of the server on this machine ({@code
 * -Dpid}), which a run with a server of its own knows.
 */
public final class Soak extends LoadSimulation {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PASSED = Duration.ofSeconds(60);

  /** Of so many clients one may lose its connection. */
  private static final int ONE_IN = 200;

  /** Sessions that may be left in the end: a lost connection's lasts until it times out. */
  private static final int FEW = 2;

  private static final int LONGEST = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Duration length = Settings.duration("length", "1h", "18s");
  private final Duration warmUp = Settings.duration("warm-up", "3m", "6s");
  private final Duration every = Settings.duration("sample", "30s", "2s");
  private final int staying = Settings.number("subscribers", 500, 100);
  private final int passing = Settings.number("passing", 20, 10);
  private final int perSecond = Settings.number("rate", 50, 200);
  private final long pid = Settings.pid();
  private final Door door = new Door(staying, ledger::subscribed);
  private final Flatness heap = new Flatness("live heap, MB", 0.15, 3);
  private final Flatness files = new Flatness("open files", 0.1, 20);
  private final Flatness sessions = new Flatness("sessions beyond our clients", 0, 20);
  private final ServerCost cost = new ServerCost(service);
  private final AtomicInteger passersBy = new AtomicInteger();
  private int filesBefore;

  /** Makes the run. */
  public Soak() {
    super(5, Stream.MESSAGE, Stream.PRESENCE, Stream.MULTI_CLIENT, Stream.ROLE, Stream.JOIN);
    if (pid == 0) {
      throw new IllegalArgumentException(
          "pid: Soak needs -Dpid=… of the server's process on this machine, for its heap and files");
    }
    run(
        List.of(
            stayingClients().injectOpen(atOnceUsers(staying)),
            passing().injectOpen(constantUsersPerSec(passing).during(warmUp.plus(length)))),
        exec(
            exec(Steps.step("before", () -> filesBefore = OpenFiles.of(pid))),
            guildsDefined(staying),
            verdict("everybody subscribed", () -> door.open(staying)),
            verdict("soak", this::soak),
            farewell(verdict("clients stay connected", this::requireStaying)),
            verdict("heap level", () -> require(heap)),
            verdict("open files level", () -> require(files)),
            verdict("sessions level", () -> require(sessions)),
            verdict("nothing left of anybody", this::requireNothingLeft),
            deliveryVerdicts()));
  }

  private ScenarioBuilder stayingClients() {
    return scenario("staying")
        .exec(numbered(), waiting(session -> door.opening(index(session))))
        .exec(client("connect", TransportKind.WEBSOCKET), staying());
  }

  private ScenarioBuilder passing() {
    return scenario("passing")
        .exec(numbered(), waiting(session -> defined()))
        .exec(session -> passes(session, 1))
        .doIfOrElse(session -> index(session) % 5 == 0)
        .then(client("connect, passing by polling", TransportKind.POLLING))
        .orElse(client("connect, passing", TransportKind.WEBSOCKET))
        .exec(pause(Duration.ofSeconds(5)))
        .exec(socketIo("leave").close())
        .exec(session -> passes(session, -1));
  }

  private Session passes(Session session, int more) {
    passersBy.addAndGet(more);
    return session;
  }

  private ChainBuilder client(String name, TransportKind transport) {
    return exec(
        exec(session -> session.set("viewer", index(session) % staying)),
        exec(session -> session.set("guild", source.guildOf(session.getInt("viewer")).id())),
        socketIo(name)
            .auth(session -> service.token(Source.viewer(session.getInt("viewer"))))
            .transport(transport)
            .from(session -> address(index(session)))
            .observed(session -> ledger.subscriber(source.guildOf(session.getInt("viewer"))))
            .greeting(subscription(name + ", subscribe:guild", "subscribe:guild")),
        // What is not collected is kept: over an hour that is more than fits.
        socketIo("deliveries").collect(eventsAnd()).reportedByOneUserIn(100));
  }

  private void soak() throws InterruptedException, MeasurementException {
    source.start(perSecond);
    Waiting.during(warmUp);
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end || !files.judgeable()) {
      Waiting.during(every);
      sampleHeap();
      files.add(OpenFiles.of(pid));
      int told = sessionsTold();
      if (told >= 0) {
        sessions.add(told - ledger.connected());
      }
    }
    ledger.finding("live heap, MB", heap.toString());
    ledger.finding("open files", files.toString());
    ledger.finding("sessions beyond our clients", sessions.toString());
  }

  private void sampleHeap() {
    try {
      heap.add(cost.liveHeap() / 1e6);
    } catch (MeasurementException e) {
      // The server does not say.
    }
  }

  /** Sessions that the server says it has; -1 where it does not say. */
  private int sessionsTold() {
    try {
      return JSON.readTree(service.control().call("GET", "/health", ""))
          .path("connections")
          .asInt(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  /** What the server does not tell is not judged, and is found to be so. */
  private static void require(Flatness figure) throws IOException {
    if (figure.sampled() && !figure.fault().isEmpty()) {
      throw new IOException(figure.fault());
    }
  }

  /** Of those who stay by themselves, and of all together. */
  private void requireStaying() throws IOException, InterruptedException {
    // Somebody who passes by must not stand for one who was to stay.
    if (!Waiting.until(() -> passersBy.get() == 0, PASSED, LOOK)) {
      throw new IOException(passersBy + " clients that pass by have not left");
    }
    if (ledger.subscribed() < staying - staying / ONE_IN
        || ledger.disconnected() * ONE_IN > ledger.subscriptions()) {
      throw new IOException(
          "%d of the %d clients that stay are subscribed; of all %d subscriptions %d ended unasked"
              .formatted(
                  ledger.subscribed(), staying, ledger.subscriptions(), ledger.disconnected()));
    }
  }

  private void requireNothingLeft() throws IOException, InterruptedException, MeasurementException {
    boolean gone =
        Waiting.until(
            () -> {
              try {
                return sessionsTold() <= FEW && OpenFiles.of(pid) <= filesBefore + 20;
              } catch (MeasurementException e) {
                return false;
              }
            },
            Duration.ofSeconds(10),
            LOOK);
    if (!gone) {
      String left = connectionsTold();
      throw new IOException(
          "10 s after the last client are left %d sessions, %d files more than before: %s"
              .formatted(
                  sessionsTold(),
                  OpenFiles.of(pid) - filesBefore,
                  left.length() > LONGEST ? left.substring(0, LONGEST) + "…" : left));
    }
  }

  private String connectionsTold() {
    try {
      return service.control().call("GET", "/control/connections", "").strip();
    } catch (IOException e) {
      return "the server does not say which";
    }
  }
}
