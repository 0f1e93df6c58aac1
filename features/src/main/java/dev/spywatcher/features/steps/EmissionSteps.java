package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.engineio.Pulse;
import dev.spywatcher.features.target.Setting;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask for more than they may (LIM-3, LIM-7). */
public final class EmissionSteps {
  private static final String ERROR = "error";
  private static final String REQUEST = "subscribe:guild";

  /** The connection itself and an answer to a ping may count as well. */
  private static final int UNCOUNTED = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration FALTERING = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(1_500);

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private final Judgement judgement;
  private final List<String> guilds = new ArrayList<>();
  private String refusal = "";
  private long began;
  private long steadySince;

  public EmissionSteps(
      Service service, Clients clients, Cast cast, Stage stage, Judgement judgement) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
    this.judgement = judgement;
  }

  @When("{client} asks for the events of {guild} three times as often as allowed at once")
  public void askTooOften(String name, String guild) {
    ApiClient client = clients.named(name);
    client.emit(REQUEST, cast.guildId(guild));
    refusal = judgement.receives(client, error(), Judgement.ARRIVAL).payload().toString();
    stage.pause(Stage.WINDOW);
    began = System.nanoTime();
    emit(client, guild, 3 * burst());
    stage.requested();
  }

  @Then("{client} is refused as often as allowed, and told that there was more")
  public void refusedAsOftenAsAllowed(String name) {
    ApiClient client = clients.named(name);
    client.events().awaitUnclaimed(burst() - UNCOUNTED, Judgement.ARRIVAL.plus(service.delay()));
    stage.waitForStrays();
    List<Received> errors = client.events().claimAll(ERROR);
    List<Received> refusals = errors.stream().filter(this::isRefusal).skip(1).toList();
    assertThat(refusals.size())
        .as("requests of %s that were not dropped: %s", name, client.events().report())
        .isBetween(burst() - UNCOUNTED, burst() + refilled(refusals));
    assertThat(errors.stream().filter(error -> !isRefusal(error)))
        .as("errors of %s that say that requests were dropped: %s", name, errors)
        .isNotEmpty();
  }

  @Then("{client} is told {string}, once a second at most")
  public void toldAtMostOnceASecond(String name, String message) {
    stage.waitForStrays();
    List<Received> told =
        clients.named(name).events().claimAll(ERROR).stream()
            .filter(error -> !isRefusal(error))
            .toList();
    assertThat(told).as("errors of %s beside the refusals", name).isNotEmpty();
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).payload().path("message").asText())
          .as("message of %s", told.get(i))
          .isEqualTo(message);
      if (i > 0) {
        assertThat(told.get(i).since(told.get(i - 1)))
            .as("time between %s and %s", told.get(i - 1), told.get(i))
            .isGreaterThan(Duration.ofMillis(900).minus(service.leeway()));
      }
      assertThat(Duration.ofNanos(told.get(i).nanos() - began))
          .as("time until %s, number %d of its kind", told.get(i), i + 1)
          .isGreaterThan(Duration.ofMillis(900L * i));
    }
  }

  /**
   * Four times as fast as allowed, so that no second is without a request that is too many. A
   * machine that is so busy that the suite itself, or the service as a whole, makes a pause may be
   * taken for a client that does: it is gone on until there was none for long enough. What the
   * service says, or leaves unsaid, to the client is no pause.
   */
  @When("{client} goes on asking for the events of {guild} faster than allowed")
  public void goOnAsking(String name, String guild) {
    ApiClient client = clients.named(name);
    try (Pulse pulse = Pulse.of(service.target())) {
      emit(client, guild, 2 * burst());
      began = System.nanoTime();
      long each = Duration.ofSeconds(1).toNanos() / (4L * service.count(Setting.EVENT_RATE));
      long askedSince = began;
      long sent = began;
      steadySince = began;
      while (client.connected()
          && sent - steadySince < latest().toNanos()
          && sent - began < LONGEST.toNanos()) {
        LockSupport.parkNanos(each);
        long now = System.nanoTime();
        if (now - sent > FALTERING.toNanos()) {
          askedSince = now;
          sent = now - each;
        }
        int due = (int) ((now - sent) / each);
        emit(client, guild, due);
        sent += due * each;
        steadySince = Math.max(askedSince, pulse.steadySince());
      }
      if (client.connected() && sent - steadySince < latest().toNanos()) {
        throw Service.skipped(
            "the machine is too busy to ask for %s without a pause", latest().toString());
      }
    }
    client.events().claimAll(ERROR);
  }

  /** Later than that no service disconnects who goes on. */
  private Duration latest() {
    return PATIENCE.plus(GRACE).plus(service.delay());
  }

  @Then("after ten seconds {client} is told the reason {string}")
  public void disconnected(String name, String reason) {
    ApiClient client = clients.named(name);
    Received end =
        client
            .connection()
            .await(
                Expectation.of("disconnect").with("reason", FieldMatcher.text(reason)),
                Stage.WINDOW.plus(service.delay()));
    assertThat(Duration.ofNanos(end.nanos() - began))
        .as("time that %s went on before %s", name, end)
        .isGreaterThan(PATIENCE.minusSeconds(1));
    assertThat(Duration.ofNanos(end.nanos() - steadySince))
        .as("time that %s went on without a pause before %s", name, end)
        .isLessThan(latest());
    client.events().claimAll(ERROR);
  }

  @When(
      "{client} asks too much for the events of {guild}, but for pauses, for a quarter of a minute")
  public void askInBursts(String name, String guild) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (System.nanoTime() < end) {
      emit(clients.named(name), guild, 2 * burst());
      stage.pause(PAUSE.plus(service.delay()));
    }
    stage.requested();
    stage.pause(Stage.WINDOW);
    clients.named(name).events().claimAll(ERROR);
  }

  @Given("one guild more than {client} may watch, with the members {people}")
  public void foundTooMany(String name, List<String> people) {
    for (int i = service.count(Setting.MAX_SUBSCRIPTIONS); i >= 0; i--) {
      String guild = "Quarter" + "x".repeat(i);
      cast.found(guild);
      stage.put(cast.admit(guild, people, false));
      guilds.add(guild);
    }
  }

  @When("{client} asks for the events of all of them, one after another")
  public void askForAll(String name) {
    for (String guild : guilds) {
      clients.named(name).emit(REQUEST, cast.guildId(guild));
      stage.pause(Duration.ofMillis(300));
    }
    stage.requested();
  }

  @Then("{client} receives the messages of all but the last of them")
  public void allButTheLast(String name) {
    List<Expectation> expected = stage.expected();
    assertThat(expected).hasSameSizeAs(guilds);
    for (Expectation message : expected.subList(0, expected.size() - 1)) {
      judgement.receives(clients.named(name), message, Judgement.ARRIVAL);
    }
  }

  @When("{client} gives up the first of them and asks for the last")
  public void exchange(String name) {
    clients.named(name).emit("unsubscribe:guild", cast.guildId(guilds.get(0)));
    clients.named(name).emit(REQUEST, cast.guildId(guilds.get(guilds.size() - 1)));
    stage.requested();
  }

  @Then("{client} receives the messages of all but the first of them")
  public void allButTheFirst(String name) {
    List<Expectation> expected = stage.expected();
    for (Expectation message : expected.subList(1, expected.size())) {
      judgement.receives(clients.named(name), message, Judgement.ARRIVAL);
    }
  }

  private void emit(ApiClient client, String guild, int times) {
    for (int i = 0; i < times; i++) {
      client.emit(REQUEST, cast.guildId(guild));
    }
  }

  private int burst() {
    String told = service.setting(Setting.EVENT_BURST);
    return told == null ? 2 * service.count(Setting.EVENT_RATE) : Integer.parseInt(told);
  }

  /** What the client may have sent beside the burst, until the last that was taken. */
  private int refilled(List<Received> taken) {
    long nanos = taken.isEmpty() ? 0 : taken.get(taken.size() - 1).nanos() - began;
    return 1 + (int) (service.count(Setting.EVENT_RATE) * nanos / 1_000_000_000);
  }

  private boolean isRefusal(Received error) {
    return error.payload().toString().equals(refusal);
  }

  private static Expectation error() {
    return Expectation.of(ERROR);
  }
}
