package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.token.BrokenToken;
import dev.spywatcher.features.token.TokenMint;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A packaged server of the scenario's own, for what shows only at its start and in its output. */
public final class ProcessSteps {

  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private final Cast cast;
  private final Service service;
  private final Clients clients;
  private final Set<String> confidential = new LinkedHashSet<>();
  private final List<RawSession> guests = new ArrayList<>();
  private final List<Reply> answers = new ArrayList<>();
  private String secret = "";
  private long toldToEnd;
  private long ended;
  private @Nullable ServerProcess server;

  public ProcessSteps(Cast cast, Service service, Clients clients) {
    this.cast = cast;
    this.service = service;
    this.clients = clients;
  }

  @Given("a server is started with a secret of {int} characters")
  public void start(int length) {
    Service.onlyThePackagedServer();
    secret = "s3cret-" + "k".repeat(length - 7);
    server = ServerProcess.serve(List.of("--jwt-secret", secret));
  }

  @Given("a server is started")
  public void start() {
    start(32);
    service.turnTo(server().awaitReady(ServerProcess.START).target(secret));
  }

  @Then("it ends with status {int} and names the option {word}")
  public void ends(int status, String option) {
    ServerProcess process = server();
    assertThat(process.awaitExit(DEADLINE))
        .as("exit status of a server that printed:%n%s", process.output())
        .isEqualTo(status);
    assertThat(process.output()).contains(option).doesNotContain(secret);
  }

  @When("clients with good and broken tokens try to connect to it")
  public void tryToConnect() {
    ServerProcess.Ready ready = server().awaitReady(ServerProcess.START);
    Target target = ready.target(secret);
    TokenMint mint = new TokenMint(secret);
    String user = cast.person("Ann").userId();
    confidential.add(secret);
    confidential.add("user-" + user);
    confidential.add(user);
    List<ApiClient> visitors = new ArrayList<>();
    try {
      visitors.add(attempt(target, mint.token(user, "USER")));
      visitors.get(0).awaitConnected();
      for (BrokenToken broken : BrokenToken.values()) {
        ApiClient client = attempt(target, broken.make(mint, user));
        visitors.add(client);
        client.awaitRejected(Duration.ofSeconds(10));
      }
    } finally {
      visitors.forEach(ApiClient::close);
    }
  }

  @When("it is stopped")
  public void stop() {
    server().close();
    server().awaitExit(DEADLINE);
  }

  @Given("guests are connected to it by websocket and by polling")
  public void connectGuests() {
    guests.add(clients.guest(service.home(), "by websocket"));
    guests.add(clients.guest(service.home(), "by polling"));
  }

  @Then("the guests were told of a clean end")
  public void cleanEnd() {
    for (RawSession guest : guests) {
      guest.awaitClosed(DEADLINE);
      assertThat(guest.ending())
          .as("end of a session that received:%s", guest.report())
          .matches("by a close packet|by a close frame, 100[01]");
    }
  }

  @When("it is told to shut down, while others go on asking to be let in")
  public void shutDown() {
    toldToEnd = System.nanoTime();
    server().askToEnd();
    String handshake = "EIO=4&transport=polling";
    try (Requests requests = new Requests(service.target(), service.home())) {
      while (server().isRunning() && System.nanoTime() - toldToEnd < DEADLINE.toNanos()) {
        answers.add(requests.get(handshake));
      }
    }
    server().awaitExit(DEADLINE);
    ended = System.nanoTime();
  }

  @Then("they were refused with 503")
  public void refused() {
    List<Integer> statuses = answers.stream().map(Reply::status).toList();
    assertThat(statuses).as("answers during the shutdown").contains(503);
    assertThat(statuses.subList(statuses.indexOf(503), statuses.size()))
        .as("answers since the first refusal, with 0 for none, of %s", statuses)
        .allMatch(status -> status == 503 || status == 0);
  }

  @Then("it has ended within 10 seconds")
  public void endedInTime() {
    assertThat(Duration.ofNanos(ended - toldToEnd))
        .as("time that the shutdown took")
        .isLessThan(Duration.ofSeconds(10));
  }

  @Then("it has printed no secret, token or claim")
  public void printedNothingConfidential() {
    String output = server().output();
    assertThat(confidential)
        .allSatisfy(
            value -> assertThat(output).as("what the server printed").doesNotContain(value));
  }

  @After
  public void end() {
    if (server != null) {
      server.close();
    }
  }

  private ApiClient attempt(Target target, Object token) {
    if (token instanceof String text) {
      confidential.add(text);
    }
    ApiClient client =
        new ApiClient(
            "visitor",
            target,
            Place.fresh(target.url()),
            Transport.WEBSOCKET,
            Credentials.token(token));
    client.connect();
    return client;
  }

  private ServerProcess server() {
    ServerProcess process = server;
    if (process == null) {
      throw new IllegalStateException("the scenario has no server of its own");
    }
    return process;
  }
}
