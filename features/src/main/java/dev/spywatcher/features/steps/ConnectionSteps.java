package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.client.Transport;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients that come, are lost, come back and go. */
public final class ConnectionSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Clients clients;
  private final Stage stage;
  private final Map<String, String> lostSessions = new HashMap<>();

  public ConnectionSteps(Clients clients, Stage stage) {
    this.clients = clients;
    this.stage = stage;
  }

  @Given("{clients} connect(s)")
  public void connect(List<String> names) {
    names.forEach(name -> connect(name, Transport.WEBSOCKET));
  }

  @Given("{client} connects by {transport}")
  public void connect(String name, Transport transport) {
    clients.connected(name, transport, clients.goodToken(name));
  }

  @Given("{client} connects as {role}")
  public void connectAs(String name, String role) {
    String token = clients.mint().token(clients.userOf(name), role);
    clients.connected(name, Transport.WEBSOCKET, Credentials.token(token));
  }

  @When("{client} connects with a token that never expires")
  public void connectForEver(String name) {
    String token = clients.mint().lasting(clients.userOf(name));
    clients.connected(name, Transport.WEBSOCKET, Credentials.token(token));
  }

  @Given("{client} connects by polling, her upgrade held back")
  public void connectHeldBack(String name) {
    ApiClient client = clients.create(name, Transport.UPGRADE, clients.goodToken(name));
    client.holdUpgrade();
    client.connect();
    client.awaitConnected();
  }

  @Then("{client} has a session")
  public void hasSession(String name) {
    ApiClient client = clients.named(name);
    assertThat(client.connected()).as("%s is connected", name).isTrue();
    assertThat(sessionOf(client)).as("session id of %s", name).isNotBlank();
    assertThat(client.connection().named("connect"))
        .as("times that %s was told to be connected", name)
        .hasSize(1);
  }

  @Then("{clients} are/is still connected")
  public void stillConnected(List<String> names) {
    for (ApiClient client : clients.named(names)) {
      assertThat(client.connection().named("disconnect"))
          .as("disconnections of %s", client.name())
          .isEmpty();
      assertThat(client.connected()).as("%s is connected", client.name()).isTrue();
    }
  }

  @Then("{client} has moved on to websocket")
  public void hasUpgraded(String name) {
    assertThat(clients.named(name).upgraded())
        .as("%s received packets by websocket after polling", name)
        .isTrue();
  }

  @When("{client} disconnects")
  public void disconnect(String name) {
    clients.named(name).disconnect();
  }

  @When("the transport of {client} closes")
  public void closeTransport(String name) {
    stage.settle();
    clients.named(name).closeTransport();
  }

  @When("the line of {client} is cut")
  public void cutLine(String name) {
    ApiClient client = clients.named(name);
    lostSessions.put(name, sessionOf(client));
    stage.settle();
    client.cutLine();
  }

  @Then("{client} is told the reason {string}")
  public void toldReason(String name, String reason) {
    clients
        .named(name)
        .connection()
        .await(Expectation.of("disconnect").with("reason", FieldMatcher.text(reason)), DEADLINE);
  }

  @Then("{client} comes back with a new session")
  public void comesBack(String name) {
    ApiClient client = clients.named(name);
    Received lost = client.awaitDisconnected(DEADLINE);
    assertThat(lost.payload().path("reason").asText())
        .as("reason of the lost connection of %s", name)
        .isIn("transport close", "transport error");
    String session = client.awaitConnected();
    assertThat(session)
        .as("session of %s after the connection was lost", name)
        .isNotBlank()
        .isNotEqualTo(lostSessions.get(name));
    stage.requested();
  }

  private static String sessionOf(ApiClient client) {
    List<Received> sessions = client.connection().named("connect");
    return sessions.get(sessions.size() - 1).payload().path("sid").asText();
  }
}
