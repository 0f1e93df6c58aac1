package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.ApiClient;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;

/** Members who leave or are removed, and come back (SUB-11). */
public final class MembershipSteps {
  private static final Duration EFFECT = Duration.ofSeconds(5);

  private final Clients clients;
  private final Cast cast;
  private final Stage stage;

  public MembershipSteps(Clients clients, Cast cast, Stage stage) {
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @When("{person} is removed from {guild}")
  public void remove(String person, String guild) {
    stage.settle();
    stage.put(cast.without(guild, cast.person(person).userId()));
  }

  /** What may still have arrived in the meantime does not count. */
  @When("that has had its time to be known")
  public void fiveSeconds() {
    stage.pause(EFFECT);
    stage.asked();
    for (ApiClient client : clients.all()) {
      client.events().claimAll("user:join");
      client.events().claimAll("analytics:update");
    }
  }

  @When("{person} comes back to {guild}")
  public void comeBack(String person, String guild) {
    stage.put(cast.admit(guild, List.of(person), false));
  }
}
