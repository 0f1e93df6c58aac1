package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.Handshake;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import dev.spywatcher.features.target.Setting;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of this origin and that, whose browser asks whether they may connect (CONN-8). */
public final class OriginSteps {
  private static final String HANDSHAKE = "EIO=4&transport=polling";

  private final Service service;
  private String origin = "";
  private @Nullable Reply reply;

  public OriginSteps(Service service) {
    this.service = service;
  }

  @When("a page of {origin} sends a {request}")
  public void send(String which, String request) {
    origin = origin(which);
    Map<String, String> headers = Map.of("Origin", origin);
    try (Requests requests = new Requests(service.target(), service.home())) {
      reply =
          switch (request) {
            case "GET" -> requests.get(HANDSHAKE, headers);
            case "POST" -> requests.post(opened(requests, headers), "41", headers);
            default -> requests.preflight(HANDSHAKE, preflight());
          };
    }
  }

  @Then("it is told that its own origin is welcome, with credentials")
  public void welcome() {
    Reply answer = answer();
    assertThat(answer.status()).as("status of %s", answer).isBetween(200, 299);
    assertThat(answer.header("Access-Control-Allow-Origin"))
        .as("Access-Control-Allow-Origin of %s", answer)
        .isEqualTo(origin);
    assertThat(answer.header("Access-Control-Allow-Credentials"))
        .as("Access-Control-Allow-Credentials of %s", answer)
        .isEqualTo("true");
  }

  @Then("it is not told that its origin is welcome")
  public void notWelcome() {
    Reply answer = answer();
    assertThat(answer.header("Access-Control-Allow-Origin"))
        .as("Access-Control-Allow-Origin of %s to %s", answer, origin)
        .isNotIn(origin, "*", "null");
  }

  private String origin(String which) {
    List<String> allowed =
        Arrays.stream(service.known(Setting.CORS_ORIGIN).split(",")).map(String::strip).toList();
    if (allowed.contains("*")) {
      throw Service.skipped("the service welcomes every origin, as it was told to");
    }
    String first = allowed.get(0);
    return switch (which) {
      case "the first allowed origin" -> first;
      case "the last allowed origin" -> allowed.get(allowed.size() - 1);
      case "an origin that is not allowed" -> "https://somewhere.example";
      case "an origin that begins like an allowed one" -> first + ".somewhere.example";
      case "an allowed origin on another port" -> first.replaceAll(":\\d+$", "") + ":4711";
      case "no origin at all" -> "null";
      default -> throw new IllegalArgumentException("there is no origin '" + which + "'");
    };
  }

  private Map<String, String> preflight() {
    return Map.of(
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "content-type");
  }

  private static String opened(Requests requests, Map<String, String> headers) {
    Reply opened = requests.get(HANDSHAKE, headers);
    if (!opened.body().startsWith("0{")) {
      throw new AssertionError("the handshake was answered " + opened);
    }
    return HANDSHAKE + "&sid=" + Handshake.of(opened.body()).sid();
  }

  private Reply answer() {
    Reply current = reply;
    if (current == null) {
      throw new IllegalStateException("no page has sent anything");
    }
    return current;
  }
}
