package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.stimulus.Guild;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.json.JSONObject;

/** What clients receive, what they are refused, and what does not reach them. */
public final class ReceptionSteps {
  /** Marks of a stack trace, a class, a file or an address. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "exception|\\bat [\\w.$]+\\(|\\bjava\\.|\\bio\\.netty|\\bnode:|\\.(java|js|ts|py|go):\\d|/\\w+/\\w+"
              + "|\\d+\\.\\d+\\.\\d+\\.\\d+|localhost|\\n",
          Pattern.CASE_INSENSITIVE);

  private static final String ERROR = "error";

  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private final Judgement judgement;

  public ReceptionSteps(Clients clients, Cast cast, Stage stage, Judgement judgement) {
    this.judgement = judgement;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Then("{clients} receive(s) {news}")
  public void receive(List<String> names, Set<String> news) {
    List<Expectation> expected =
        stage.expected().stream().filter(one -> news.contains(one.name())).toList();
    assertThat(expected).as("events that are to be told as %s", news).isNotEmpty();
    for (ApiClient client : clients.named(names)) {
      expected.forEach(one -> judgement.receives(client, one, Judgement.ARRIVAL));
    }
  }

  @Then("{clients} receive(s) nothing else")
  public void receiveNothingElse(List<String> names) {
    stage.waitForStrays();
    stage.asked();
    judgement.nothingElse(clients.named(names));
  }

  @Then("{client} is told an error")
  public void toldError(String name) {
    judgement.receives(clients.named(name), Expectation.of(ERROR), Judgement.ARRIVAL);
  }

  @Then("{client} is told the error {string}")
  public void toldError(String name, String message) {
    judgement.receives(
        clients.named(name),
        Expectation.of(ERROR).with("message", FieldMatcher.text(message)),
        Judgement.ARRIVAL);
  }

  @Then("{client} is told an error, but not {string}")
  public void toldOtherError(String name, String message) {
    Received error =
        judgement.receives(clients.named(name), Expectation.of(ERROR), Judgement.ARRIVAL);
    assertThat(error.payload().path("message").asText())
        .as("message of %s", error)
        .isNotEqualTo(message);
  }

  @Then("{client} is told the same error twice")
  public void toldTwice(String name) {
    ApiClient client = clients.named(name);
    Received first = judgement.receives(client, Expectation.of(ERROR), Judgement.ARRIVAL);
    Received second = judgement.receives(client, Expectation.of(ERROR), Judgement.ARRIVAL);
    assertThat(second.arguments())
        .as("answers to %s: %s and %s", name, first, second)
        .isEqualTo(first.arguments());
  }

  @Then("every error that reached {client} is a message that names nothing internal")
  public void namesNothingInternal(String name) {
    List<Received> errors = clients.named(name).events().named(ERROR);
    assertThat(errors).as("errors that reached %s", name).isNotEmpty();
    for (Received error : errors) {
      judgement.wellFormed(clients.named(name), error);
      String message = error.payload().path("message").asText();
      assertThat(INTERNALS.matcher(message).find())
          .as("'%s' names something internal", message)
          .isFalse();
    }
  }

  @Then("nothing that reached {client} holds a secret, a role id or a token")
  public void holdsNoSecret(String name) {
    List<String> wire = clients.named(name).wire();
    assertThat(wire).as("packets that reached %s", name).isNotEmpty();
    for (String packet : wire) {
      Secrets.MARKERS.forEach(marker -> absent(packet, marker));
      for (Guild guild : cast.guilds()) {
        guild.roles().forEach(role -> absent(packet, role.id()));
      }
      absent(packet, "eyJ");
      absent(packet, "user-" + clients.userOf(name));
    }
  }

  @Then("no event that reached {client} holds the id of {guild}")
  public void holdsNoGuildId(String name, String guild) {
    for (String packet : clients.named(name).wire()) {
      if (!packet.contains("analytics:update")) {
        absent(packet, cast.guildId(guild));
      }
    }
  }

  @When("{client} emits an event of no meaning")
  public void emitUnknown(String name) {
    clients.named(name).emit("subscribe:everything", "please", 42, JSONObject.NULL);
    clients.named(name).emit("toString");
    stage.requested();
  }

  @When("{client} emits an event without a name")
  public void emitNameless(String name) {
    clients.named(name).emit("", "please");
    stage.requested();
  }

  @When("{client} emits a forged message")
  public void forgeMessage(String name) {
    clients.named(name).emit("message:new", new JSONObject(Map.of("userId", "1")));
    stage.requested();
  }

  @When("{client} emits a forged analytics update")
  public void forgeUpdate(String name) {
    clients.named(name).emit("analytics:update", new JSONObject(Map.of("guildId", "1")));
    stage.requested();
  }

  @When("{client} emits a forged error")
  public void forgeError(String name) {
    clients.named(name).emit(ERROR, new JSONObject(Map.of("message", "forged")));
    stage.requested();
  }

  private static void absent(String packet, String marker) {
    assertThat(packet.contains(marker)).as("'%s' is in %s", marker, packet).isFalse();
  }
}
