package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Credentials;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.token.BrokenToken;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Clients that are let in, or not. */
public final class TokenSteps {
  private static final Duration IMMEDIATELY = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private static final Duration AFTER_EXPIRY = Duration.ofMillis(30_500);

  private final Service service;
  private final Clients clients;
  private Instant expiry = Instant.MAX;
  private @Nullable Received rejection;

  private long attempted;

  public TokenSteps(Service service, Clients clients) {
    this.service = service;
    this.clients = clients;
  }

  @When("{client} tries to connect by {transport} with no auth at all")
  public void withoutAuth(String name, Transport transport) {
    attempt(name, transport, Credentials.none());
  }

  @When("{client} tries to connect by {transport} with an empty auth")
  public void withEmptyAuth(String name, Transport transport) {
    attempt(name, transport, Credentials.auth(Map.of()));
  }

  @When("{client} tries to connect by {transport} with a null token")
  public void withNullToken(String name, Transport transport) {
    attempt(name, transport, Credentials.token(JSONObject.NULL));
  }

  @When("{client} tries to connect by {transport} with an empty token")
  public void withEmptyToken(String name, Transport transport) {
    attempt(name, transport, Credentials.token(""));
  }

  @When("{client} tries to connect by {transport} with a token that is {broken}")
  public void withBrokenToken(String name, Transport transport, BrokenToken broken) {
    Object token = broken.make(clients.mint(), clients.userOf(name));
    attempt(name, transport, Credentials.token(token));
  }

  @When("{client} tries to connect by {transport} with a good token in the {place}")
  public void withTokenElsewhere(String name, Transport transport, String place) {
    String token = clients.mint().token(clients.userOf(name), "USER");
    attempt(name, transport, elsewhere(Credentials.none(), place, token));
  }

  @When("{client} connects with a good token, and a broken one in the {place}")
  public void withBrokenTokenElsewhere(String name, String place) {
    Credentials credentials = elsewhere(clients.goodToken(name), place, "not-a-token");
    clients.connected(name, Transport.WEBSOCKET, credentials);
  }

  @When("{client} tries to connect as {role}")
  public void asRole(String name, String role) {
    String token = clients.mint().token(clients.userOf(name), role);
    attempt(name, Transport.WEBSOCKET, Credentials.token(token));
  }

  @When("{client} connects with a token that expires in {int} seconds")
  public void withShortLife(String name, int seconds) {
    Duration lifetime = Duration.ofSeconds(seconds).plus(service.delay().multipliedBy(4));
    expiry = Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    String token = clients.mint().living(clients.userOf(name), lifetime);
    clients.connected(name, Transport.WEBSOCKET, Credentials.token(token));
  }

  @Then("within 30 seconds of its expiry {client} is told {string} and disconnected")
  public void expires(String name, String message) {
    ApiClient client = clients.named(name);
    Duration deadline = Duration.between(Instant.now(), expiry).plus(AFTER_EXPIRY);
    Received error =
        client
            .events()
            .await(Expectation.of("error").with("message", FieldMatcher.text(message)), deadline);
    Received end =
        client
            .connection()
            .await(
                Expectation.of("disconnect")
                    .with("reason", FieldMatcher.text("io server disconnect")),
                DEADLINE);
    assertThat(error.at()).as("time of %s", error).isAfterOrEqualTo(expiry.minusMillis(50));
    assertThat(end.at()).as("time of %s", end).isBefore(expiry.plus(AFTER_EXPIRY));
  }

  @Then("{clients} is/are rejected")
  public void rejected(List<String> names) {
    for (ApiClient client : clients.named(names)) {
      rejection = client.awaitRejected(DEADLINE);
      assertThat(client.connection().named("connect"))
          .as("%s was let in: %s", client.name(), client.connection().all())
          .isEmpty();
    }
  }

  @Then("{client} is rejected within a second")
  public void rejectedAtOnce(String name) {
    rejected(List.of(name));
    List<Received> story = clients.named(name).connection().all();
    Duration handshake = Duration.ofNanos(story.get(0).nanos() - attempted);
    assertThat(story.get(story.size() - 1).since(story.get(0)))
        .as("time from the handshake, which took %s, to the end of %s: %s", handshake, name, story)
        .isLessThan(IMMEDIATELY.plus(Service.leeway(handshake)));
  }

  @Then("the reason is {string}")
  public void reason(String message) {
    assertThat(rejection).as("a rejection").isNotNull();
    if (rejection != null) {
      assertThat(rejection.payload().path("message").asText())
          .as("message of %s", rejection)
          .isEqualTo(message);
    }
  }

  private void attempt(String name, Transport transport, Credentials credentials) {
    attempted = System.nanoTime();
    clients.create(name, transport, credentials).connect();
  }

  private static Credentials elsewhere(Credentials credentials, String place, String token) {
    return place.equals("header")
        ? credentials.inHeader("Authorization", "Bearer " + token)
        : credentials.inQuery("token=" + token + "&auth=" + token);
  }
}
