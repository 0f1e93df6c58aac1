package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.steps.Phrases.Room;
import dev.spywatcher.features.stimulus.Guild;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that ask for rooms. */
public final class SubscriptionSteps {
  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private final Map<String, CompletableFuture<JsonNode>> requests = new HashMap<>();

  public SubscriptionSteps(Service service, Clients clients, Cast cast, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Given("{clients} watch(es) {room}")
  public void watch(List<String> names, Room room) {
    stage.beforeRequest();
    for (ApiClient client : clients.named(names)) {
      client.emit("subscribe:" + room.kind(), cast.guildId(room.guild()));
    }
    stage.requested();
  }

  @Given("{clients} stop(s) watching {room}")
  public void stopWatching(List<String> names, Room room) {
    stage.beforeRequest();
    for (ApiClient client : clients.named(names)) {
      client.emit("unsubscribe:" + room.kind(), cast.guildId(room.guild()));
    }
    stage.requested();
  }

  @Given("{client} watches the events of every guild of hers")
  public void watchEverything(String name) {
    stage.beforeRequest();
    String user = clients.userOf(name);
    for (Guild guild : cast.guilds()) {
      if (guild.members().stream().anyMatch(member -> member.userId().equals(user))) {
        clients.named(name).emit("subscribe:guild", guild.id());
      }
    }
    stage.requested();
  }

  @When("{client} joins, leaves and joins {room} in one breath")
  public void flickerIn(String name, Room room) {
    request(name, room, "subscribe:", "unsubscribe:", "subscribe:");
  }

  @When("{client} joins, leaves, joins and leaves {room} in one breath")
  public void flickerOut(String name, Room room) {
    request(name, room, "subscribe:", "unsubscribe:", "subscribe:", "unsubscribe:");
  }

  @When("{client} asks for the events of a guild id that is {badId}")
  public void askForBadEvents(String name, BadGuildId id) {
    clients.named(name).emit("subscribe:guild", id.arguments());
    stage.requested();
  }

  @When("{client} asks for the analytics of a guild id that is {badId}")
  public void askForBadAnalytics(String name, BadGuildId id) {
    clients.named(name).emit("subscribe:analytics", id.arguments());
    stage.requested();
  }

  @When("{client} gives up a guild id that is {badId}")
  public void giveUp(String name, BadGuildId id) {
    clients.named(name).emit("unsubscribe:guild", id.arguments());
    clients.named(name).emit("unsubscribe:analytics", id.arguments());
    stage.requested();
  }

  @When("{client} asks for {room}, to be acknowledged")
  public void request(String name, Room room) {
    acknowledged(name, "subscribe:" + room.kind(), cast.guildId(room.guild()));
  }

  @When("{client} asks for an end of {room}, to be acknowledged")
  public void requestEnd(String name, Room room) {
    acknowledged(name, "unsubscribe:" + room.kind(), cast.guildId(room.guild()));
  }

  @When("{client} asks for the events of a guild id that is {badId}, to be acknowledged")
  public void requestBad(String name, BadGuildId id) {
    acknowledged(name, "subscribe:guild", id.arguments());
  }

  @Then("{client}'s request is acknowledged")
  public void acknowledged(String name) {
    assertThat(answer(name).toString())
        .as("acknowledgement to %s", name)
        .isEqualTo("{\"ok\":true}");
  }

  @Then("{client}'s request is denied with {string}")
  public void denied(String name, String message) {
    JsonNode answer = answer(name);
    assertThat(answer.path("ok").isBoolean() && !answer.path("ok").booleanValue())
        .as("%s is a refusal", answer)
        .isTrue();
    assertThat(answer.path("message").asText()).as("message of %s", answer).isEqualTo(message);
    assertThat(answer.size()).as("number of keys of %s", answer).isEqualTo(2);
  }

  private void request(String name, Room room, String... verbs) {
    stage.beforeRequest();
    for (String verb : verbs) {
      clients.named(name).emit(verb + room.kind(), cast.guildId(room.guild()));
    }
    stage.requested();
  }

  private void acknowledged(String name, String event, Object... arguments) {
    requests.put(name, clients.named(name).request(event, arguments));
  }

  private JsonNode answer(String name) {
    CompletableFuture<JsonNode> request = requests.get(name);
    if (request == null) {
      throw new IllegalArgumentException(name + " has not asked for anything");
    }
    Duration patience = Stage.WINDOW.plus(service.delay());
    try {
      return request.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s's request was not acknowledged within %s; %s"
              .formatted(name, patience, clients.named(name).events().report()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an acknowledgement", e);
    }
  }
}
