package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.Handshake;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.engineio.RawWebSocket;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Requests and packets that no client should send (CONN-9, CONN-10, CONN-11). */
public final class ProtocolSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final String POLLING = "EIO=4&transport=polling";
  private static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAA";

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private @Nullable Reply reply;
  private int status;

  public ProtocolSteps(Service service, Clients clients, Cast cast, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @When("somebody asks with {badRequest}")
  public void ask(String what) {
    try (Requests requests = new Requests(service.target(), service.home())) {
      reply =
          switch (what) {
            case "an unknown session" -> requests.get(POLLING + "&sid=" + UNKNOWN);
            case "a packet for an unknown session" ->
                requests.post(POLLING + "&sid=" + UNKNOWN, "40");
            case "an unknown transport" -> requests.get("EIO=4&transport=pigeon");
            case "no transport" -> requests.get("EIO=4");
            case "protocol version 3" -> requests.get("EIO=3&transport=polling");
            case "protocol version 5" -> requests.get("EIO=5&transport=polling");
            case "a packet before any session" -> requests.post(POLLING, "40");
            default -> throw new IllegalArgumentException(what);
          };
    }
  }

  @Then("the answer is an error of the protocol, with a code and a message")
  public void protocolError() {
    Reply answer = reply;
    assertThat(answer).as("an answer").isNotNull();
    if (answer != null) {
      assertThat(answer.status()).as("status of %s", answer).isBetween(400, 499);
      assertThat(answer.json().path("code").isInt() || answer.json().path("code").isTextual())
          .as("a code in %s", answer)
          .isTrue();
      assertThat(answer.json().path("message").isTextual()).as("a message in %s", answer).isTrue();
    }
  }

  @Then("a websocket with {badRequest} is refused or closed")
  public void websocketRefused(String what) {
    String query =
        switch (what) {
          case "an unknown session" -> "EIO=4&transport=websocket&sid=" + UNKNOWN;
          case "protocol version 3" -> "EIO=3&transport=websocket";
          case "an unknown transport" -> "EIO=4&transport=pigeon";
          default -> throw new IllegalArgumentException(what);
        };
    RawWebSocket socket =
        clients.adopt(RawWebSocket.attempt(service.target(), service.home(), query));
    Reply answer = socket.awaitOpened();
    if (answer.status() == 101) {
      socket.awaitClosed(DEADLINE);
    } else {
      assertThat(answer.refuses()).as("answer to %s: %s", query, answer).isTrue();
    }
  }

  @When("the raw client sends {malformed}")
  public void sendMalformed(String what) {
    status =
        clients
            .raw()
            .send(
                switch (what) {
                  case "an empty packet" -> "";
                  case "a packet of unknown type" -> "9";
                  case "a message of unknown type" -> "4x";
                  case "an event that is no JSON" -> "42[\"subscribe:guild\",";
                  case "an event that is no list" -> "42{\"a\":1}";
                  case "an event whose name is a list" -> "42[[1]]";
                  case "a token that is no JSON" -> "40{\"token\":";
                  case "a binary event without its attachment" ->
                      "451-[\"subscribe:guild\",{\"_placeholder\":true,\"num\":7}]";
                  default -> throw new IllegalArgumentException(what);
                });
  }

  @Then("the raw client is refused or closed")
  public void refusedOrClosed() {
    if (status < 400 || status > 499) {
      clients.raw().awaitClosed(DEADLINE);
    }
  }

  @When("the raw client presents a good token of {person} to a namespace that does not exist")
  public void presentElsewhere(String person) {
    String token = clients.mint().token(cast.person(person).userId(), "USER");
    clients.raw().send("40/nowhere," + new JSONObject(Map.of("token", token)));
  }

  @Then("the raw client is told that there is no such namespace")
  public void noSuchNamespace() {
    clients.raw().await("44/nowhere,{…}", packet -> packet.startsWith("44/nowhere,"), DEADLINE);
  }

  @When("the raw client asks for the events of {guild} in that namespace")
  public void askElsewhere(String guild) {
    clients
        .raw()
        .send("42/nowhere," + new JSONArray(List.of("subscribe:guild", cast.guildId(guild))));
    stage.requested();
  }

  @Then("the handshake announces how large a packet may be")
  public void announcesLimit() {
    assertThat(largest()).as("maxPayload of %s", clients.raw().report()).isPositive();
  }

  @When("the raw client asks for the events of {guild} in a packet that is just too large")
  public void askTooLarge(String guild) {
    status = clients.raw().send(padded(guild, largest() + 1));
    stage.requested();
  }

  @When("the raw client asks for the events of {guild} in a packet that is as large as may be")
  public void askLarge(String guild) {
    status = clients.raw().send(padded(guild, largest()));
    stage.requested();
  }

  @Then("the packet was refused, or the raw client is closed")
  public void tooLarge() {
    if (status != 413) {
      clients.raw().awaitClosed(DEADLINE);
    }
  }

  @Then("the raw client receives the message")
  public void receivesMessage() {
    clients
        .raw()
        .await(
            "42[\"message:new\",…]",
            packet -> packet.startsWith("42[\"message:new\""),
            Judgement.ARRIVAL);
    stage.asked();
  }

  @Then("no message reaches the raw client")
  public void noMessage() {
    stage.waitForStrays();
    RawSession raw = clients.raw();
    assertThat(raw.packets())
        .as("packets that reached the raw client:%s", raw.report())
        .noneMatch(packet -> packet.contains("message:new"));
  }

  private long largest() {
    return Handshake.of(clients.raw().packets().get(0)).maxPayload();
  }

  /** White space is no part of a value, and fills a packet to the byte. */
  private String padded(String guild, long bytes) {
    String request = "42[\"subscribe:guild\",\"" + cast.guildId(guild) + "\"]";
    int missing = (int) bytes - request.length();
    return request.replace("[", "[" + " ".repeat(missing));
  }
}
