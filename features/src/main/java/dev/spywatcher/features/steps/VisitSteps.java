package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.engineio.Visit;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.BrokenToken;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Who is let in from an address that has had its share (LIM-1, LIM-2, LIM-5). */
public final class VisitSteps {
  private static final int MOST_ATTEMPTS = 500;
  private static final int AFTERWARDS = 3;
  private static final Duration MINUTE = Duration.ofSeconds(61);
  private static final Duration TO_LEAVE = Duration.ofMillis(100);
  private static final String FORWARDED = "X-Forwarded-For";

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private final List<Visit> visits = new ArrayList<>();
  private final List<RawSession> guests = new ArrayList<>();

  public VisitSteps(Service service, Clients clients, Cast cast, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Given("a service whose {setting} is known")
  public void turnTo(Setting setting) {
    service.turnToOneWith(setting);
  }

  @Given("{clients} connect(s) from {from}")
  public void connectFrom(List<String> names, String from) {
    names.forEach(name -> clients.connectedFrom(service.place(from), name, Transport.WEBSOCKET));
  }

  @Given("{client} connects from {from} by {transport}")
  public void connectFrom(String name, String from, Transport transport) {
    clients.connectedFrom(service.place(from), name, transport);
  }

  /** One by one, so that each is a poll of its own. */
  @When("{person} writes more messages in {guild} than attempts are allowed, one by one")
  public void writeOneByOne(String person, String guild) {
    Guild put = cast.guild(guild);
    stage.settle();
    for (int i = allowedAttempts() + 2; i > 0; i--) {
      stage.raiseWithoutDelay(
          List.of(
              new DiscordEvent.Message(
                  put.id(),
                  cast.person(person).userId(),
                  put.channels().get(0).id(),
                  "one by one",
                  Instant.now())));
      stage.pause(Duration.ofMillis(100));
    }
  }

  @When("{person} attempts to connect from {from}, {int} times more often than allowed")
  public void attemptBeyond(String person, String from, int more) {
    attemptBeyond(person, service.place(from), more, Map.of());
  }

  @When(
      "{person} attempts to connect from {from} to both servers in turn, {int} times more often than"
          + " allowed")
  public void attemptAtBoth(String person, String from, int more) {
    long began = System.nanoTime();
    for (int i = 0; i < more + available(began); i++) {
      Target server = i % 2 == 0 ? service.target() : service.other();
      visits.add(pay(server, person, service.place(from), Map.of()));
      letLeave();
    }
  }

  @When("{person} attempts to connect from {from} with a broken token as often as allowed")
  public void attemptBroken(String person, String from) {
    Object token = BrokenToken.WRONG_KEY.make(clients.mint(), cast.person(person).userId());
    long began = System.nanoTime();
    for (int i = 0; i < available(began); i++) {
      Visit.pay(service.target(), service.place(from), token, Map.of());
      letLeave();
    }
  }

  /** What comes back to an address while attempts go on, at the rate itself. */
  private long refilled(Duration taken) {
    return 1 + allowedAttempts() * taken.toMillis() / 60_000;
  }

  @When("a minute of quiet passes")
  public void quietMinute() {
    stage.pause(MINUTE);
    visits.clear();
  }

  @Then("exactly as many attempts are let in as allowed")
  public void asManyAsAllowed() {
    int allowed = allowedAttempts();
    long first = visits.get(0).began();
    Duration taken = visits.get(visits.size() - 1).endedAfter(first);
    assertThat(visits.stream().filter(Visit::letIn).count())
        .as("attempts let in of %d within %s:%s", visits.size(), taken, lines())
        .isBetween((long) allowed, allowed + refilled(taken));
    assertThat(visits.get(0).letIn()).as("the first attempt:%s", lines()).isTrue();
  }

  @Then("an attempt of {person} from {from} is let in")
  public void letIn(String person, String from) {
    Visit visit = pay(person, service.place(from), Map.of());
    assertThat(visit.letIn()).as("attempt from %s: %s", from, visit).isTrue();
  }

  /** One of them may be what came back to the address in the meantime. */
  @Then("no more than one in three attempts of {person} from {from} is let in")
  public void mostlyRefused(String person, String from) {
    for (int i = 0; i < AFTERWARDS; i++) {
      visits.add(pay(person, service.place(from), Map.of()));
    }
    assertThat(visits.stream().filter(Visit::letIn).count())
        .as("attempts let in:%s", lines())
        .isLessThanOrEqualTo(1);
  }

  @Then("an attempt of {person} from {from} is refused")
  public void refused(String person, String from) {
    Visit visit = pay(person, service.place(from), Map.of());
    assertThat(visit.letIn()).as("attempt from %s was let in: %s", from, visit).isFalse();
    visits.add(visit);
  }

  @Then("an attempt of {person} from {from} at the other server is refused")
  public void refusedByOther(String person, String from) {
    Visit visit = pay(service.other(), person, service.place(from), Map.of());
    assertThat(visit.letIn()).as("attempt from %s was let in: %s", from, visit).isFalse();
  }

  @Then("an attempt of {person} from {from} at the other server is let in")
  public void letInByOther(String person, String from) {
    Visit visit = pay(service.other(), person, service.place(from), Map.of());
    assertThat(visit.letIn()).as("attempt from %s: %s", from, visit).isTrue();
  }

  @Then("the refusal is HTTP 429 that says why, and when to come back")
  public void refusalSaysWhy() {
    Visit refusal =
        visits.stream()
            .filter(visit -> !visit.letIn())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no attempt was refused:" + lines()));
    assertThat(refusal.reply().status()).as("status of %s", refusal).isEqualTo(429);
    assertThat(refusal.reply().header("Retry-After"))
        .as("Retry-After of %s", refusal)
        .matches("[1-9]\\d*");
    assertThat(refusal.reply().json().fieldNames())
        .as("fields of %s", refusal)
        .toIterable()
        .containsExactlyInAnyOrder("code", "message");
  }

  @Given("as many sessions as allowed are open from {from}, {guests}")
  public void fill(String from, String kind) {
    for (int i = 0; i < roomFor(); i++) {
      guests.add(clients.guest(service.place(from), kind));
    }
  }

  @Given("as many sessions as allowed are open from {from} at both servers in turn")
  public void fillBoth(String from) {
    for (int i = 0; i < roomFor(); i++) {
      Target server = i % 2 == 0 ? service.target() : service.other();
      guests.add(clients.guest(server, service.place(from), "by websocket"));
    }
  }

  private int roomFor() {
    int allowed = service.count(Setting.MAX_CONNECTIONS_PER_IP);
    String rate = service.setting(Setting.CONNECTION_RATE);
    if (allowed > MOST_ATTEMPTS || rate != null && Integer.parseInt(rate) < allowed + 4) {
      throw Service.skipped("so many connections at once (%d) cannot be made at once", allowed);
    }
    return allowed;
  }

  @When("one of those sessions ends")
  public void endOne() {
    guests.get(0).send("1");
    guests.get(0).close();
    stage.pause(Stage.WINDOW);
  }

  @When("{person} attempts to connect through the trusted proxy, too often for one client")
  public void attemptThroughProxy(String person) {
    String visitor = somebody();
    String other = somebody();
    attemptBeyond(person, proxy(), 2, Map.of(FORWARDED, somebody() + ", " + visitor));
    Visit another = pay(person, proxy(), Map.of(FORWARDED, other));
    assertThat(another.letIn()).as("another client of the proxy: %s", another).isTrue();
  }

  @When("{person} attempts to connect from {from} too often, under ever new names of clients")
  public void attemptUnderNames(String person, String from) {
    long began = System.nanoTime();
    for (int i = 0; i < 2 + available(began); i++) {
      visits.add(pay(person, service.place(from), Map.of(FORWARDED, somebody())));
      letLeave();
    }
  }

  private void attemptBeyond(String person, Place place, int more, Map<String, String> headers) {
    long began = System.nanoTime();
    for (int i = 0; i < more + available(began); i++) {
      visits.add(pay(person, place, headers));
      letLeave();
    }
  }

  /** Lets a session end before the next begins, where too many at once would be another matter. */
  private void letLeave() {
    String atOnce = service.setting(Setting.MAX_CONNECTIONS_PER_IP);
    if (atOnce != null && Integer.parseInt(atOnce) <= allowedAttempts()) {
      stage.pause(TO_LEAVE);
    }
  }

  /** How many attempts are allowed that began at the moment given, and go on. */
  private long available(long began) {
    return allowedAttempts() + refilled(Duration.ofNanos(System.nanoTime() - began));
  }

  private Visit pay(String person, Place place, Map<String, String> headers) {
    return pay(service.target(), person, place, headers);
  }

  private Visit pay(Target server, String person, Place place, Map<String, String> headers) {
    String token = clients.mint().token(cast.person(person).userId(), "USER");
    return Visit.pay(server, place, token, headers);
  }

  private int allowedAttempts() {
    int allowed = service.count(Setting.CONNECTION_RATE);
    if (allowed > MOST_ATTEMPTS) {
      throw Service.skipped("the limit of %d attempts in a minute is out of reach", allowed);
    }
    String reconnections = service.setting(Setting.RECONNECT_LIMIT);
    if (reconnections != null && Integer.parseInt(reconnections) < allowed + 4) {
      throw Service.skipped("the limit of reconnections is reached before that of attempts");
    }
    return allowed;
  }

  private Place proxy() {
    return Place.of(service.known(Setting.TRUSTED_PROXY));
  }

  /** An address that nobody has, of those for documentation. */
  private static String somebody() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "198.18." + random.nextInt(256) + "." + random.nextInt(1, 255);
  }

  private String lines() {
    StringBuilder lines = new StringBuilder();
    visits.forEach(visit -> lines.append("\n    ").append(visit));
    return lines.toString();
  }
}
