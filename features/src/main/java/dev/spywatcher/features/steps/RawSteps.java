package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.Handshake;
import dev.spywatcher.features.token.BrokenToken;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** Clients that speak Engine.IO by hand. */
public final class RawSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Clients clients;
  private final Cast cast;
  private final Stage stage;

  public RawSteps(Clients clients, Cast cast, Stage stage) {
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Given("a raw client opens a session by {word}")
  public void open(String transport) {
    clients.openRaw(transport);
    handshake();
  }

  @Then("the session has an id and offers {}")
  public void hasId(String upgrades) {
    Handshake handshake = handshake();
    assertThat(handshake.sid()).as("session id of %s", handshake).isNotBlank();
    assertThat(handshake.upgrades())
        .as("upgrades of %s", handshake)
        .isEqualTo(upgrades.equals("websocket") ? List.of("websocket") : List.of());
  }

  @Then("the handshake announces a ping every {int} seconds and a patience of {int} seconds")
  public void announces(int interval, int timeout) {
    Handshake handshake = handshake();
    assertThat(handshake.pingInterval())
        .as("pingInterval of %s", handshake)
        .isEqualTo(interval * 1000L);
    assertThat(handshake.pingTimeout())
        .as("pingTimeout of %s", handshake)
        .isEqualTo(timeout * 1000L);
  }

  @When("the raw client presents a good token of {person}")
  public void presentGood(String person) {
    present(clients.mint().token(cast.person(person).userId(), "USER"));
  }

  @When("the raw client presents a token of {person} that is {broken}")
  public void presentBroken(String person, BrokenToken broken) {
    present(broken.make(clients.mint(), cast.person(person).userId()));
  }

  @When("the raw client presents nothing")
  public void presentNothing() {
    clients.raw().send("40");
  }

  @Then("the raw client is accepted")
  public void accepted() {
    String answer =
        clients.raw().await("40{\"sid\":…}", packet -> packet.startsWith("40"), DEADLINE);
    assertThat(new JSONObject(answer.substring(2)).optString("sid"))
        .as("session id of %s", answer)
        .isNotBlank();
  }

  @Then("the raw client is rejected")
  public void rejected() {
    clients.raw().await("44{\"message\":…}", packet -> packet.startsWith("44"), DEADLINE);
  }

  @When("the raw client asks for every room of {guild}")
  public void askForRooms(String guild) {
    String id = cast.guildId(guild);
    emit("subscribe:guild", id);
    emit("subscribe:analytics", id);
    stage.requested();
  }

  @When("the raw client emits the reserved event {word}")
  public void emitReserved(String event) {
    clients.raw().send("42" + new JSONArray(List.of(event)));
  }

  @Then("the raw client is closed")
  public void closed() {
    clients.raw().awaitClosed(DEADLINE);
  }

  @Then("the raw client hears nothing")
  public void hearsNothing() {
    stage.waitForStrays();
    List<String> packets = clients.raw().packets();
    assertThat(packets)
        .as("messages to a client that was not let in, of all: %s", packets)
        .noneMatch(
            packet ->
                packet.startsWith("4") && !packet.startsWith("44") && !packet.startsWith("41"));
  }

  private Handshake handshake() {
    return Handshake.of(
        clients.raw().await("0{\"sid\":…}", packet -> packet.startsWith("0"), DEADLINE));
  }

  private void present(Object token) {
    clients.raw().send("40" + new JSONObject(Map.of("token", token)));
  }

  private void emit(String event, String argument) {
    clients.raw().send("42" + new JSONArray(List.of(event, argument)));
  }
}
