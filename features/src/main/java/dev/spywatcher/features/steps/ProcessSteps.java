package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Transport;
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
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Cast cast;
  private final Set<String> confidential = new LinkedHashSet<>();
  private String secret = "";
  private @Nullable ServerProcess server;

  public ProcessSteps(Cast cast) {
    this.cast = cast;
  }

  @Given("a server is started with a secret of {int} characters")
  public void start(int length) {
    secret = "s3cret-" + "k".repeat(length - 7);
    server = ServerProcess.serve(List.of("--jwt-secret", secret));
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
    ServerProcess.Ready ready = server().awaitReady(DEADLINE);
    Target target = new Target(ready.url(), ready.control(), null, secret);
    TokenMint mint = new TokenMint(secret);
    String user = cast.person("Ann").userId();
    confidential.add(secret);
    confidential.add("user-" + user);
    confidential.add(user);
    List<ApiClient> clients = new ArrayList<>();
    try {
      clients.add(attempt(target, mint.token(user, "USER")));
      clients.get(0).awaitConnected();
      for (BrokenToken broken : BrokenToken.values()) {
        ApiClient client = attempt(target, broken.make(mint, user));
        clients.add(client);
        client.awaitRejected(Duration.ofSeconds(10));
      }
    } finally {
      clients.forEach(ApiClient::close);
    }
  }

  @When("it is stopped")
  public void stop() {
    server().close();
    server().awaitExit(DEADLINE);
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
        new ApiClient("visitor", target, Transport.WEBSOCKET, Credentials.token(token));
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
