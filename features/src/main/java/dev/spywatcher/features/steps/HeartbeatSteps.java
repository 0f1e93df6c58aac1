package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.Handshake;
import dev.spywatcher.features.engineio.RawSession;
import dev.spywatcher.features.engineio.RawWebSocket;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import dev.spywatcher.features.network.Packet;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;

/** Clients that answer the heartbeat, and those that do not (CONN-4, CONN-9). */
public final class HeartbeatSteps {
  private static final Duration INTERVAL = Duration.ofSeconds(25);
  private static final Duration SHORTLY = Duration.ofSeconds(3);
  private static final Duration TOLERANCE = Duration.ofMillis(1_500);
  private static final Duration SOONEST = Duration.ofSeconds(60);
  private static final Duration LATEST = Duration.ofSeconds(87);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Service service;
  private final Clients clients;
  private final Stage stage;

  public HeartbeatSteps(Service service, Clients clients, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.stage = stage;
  }

  /** Long enough for three pings, and for a service that waits for no pong to lose patience. */
  @When("an interval and the patience of the heartbeat have passed")
  public void wholeHeartbeat() {
    stage.pause(LATEST);
  }

  @Then("the raw client was pinged every 25 seconds")
  public void pinged() {
    RawSession raw = clients.raw();
    List<Packet> pings = raw.timed().stream().filter(packet -> packet.text().equals("2")).toList();
    assertThat(pings).as("pings among:%s", raw.report()).hasSize(3);
    Packet before = raw.timed().get(0);
    for (Packet ping : pings) {
      assertThat(ping.since(before.nanos()))
          .as("time between %s and %s of:%s", before, ping, raw.report())
          .isBetween(INTERVAL.minus(TOLERANCE), INTERVAL.plus(TOLERANCE));
      before = ping;
    }
  }

  @Then("the raw client is still open")
  public void stillOpen() {
    assertThat(clients.raw().isClosed())
        .as("the raw client was closed, after:%s", clients.raw().report())
        .isFalse();
  }

  @When("the raw client falls silent")
  public void fallSilent() {
    clients.raw().fallSilent();
  }

  @When("the raw client moves to websocket {moment}, and falls silent half way")
  public void fallSilentHalfWay(String moment) {
    RawSession polling = clients.raw();
    if (!moment.equals("at once")) {
      stage.pause(INTERVAL.minus(SHORTLY));
    }
    RawWebSocket websocket =
        clients.adopt(
            RawWebSocket.attempt(
                service.target(),
                service.home(),
                "EIO=4&transport=websocket&sid=" + sidOf(polling)));
    websocket.awaitOpened();
    polling.fallSilent();
    websocket.send("2probe");
    polling.sent();
    websocket.await("3probe", "3probe"::equals, PATIENCE);
    websocket.fallSilent();
    clients.adopt(polling);
  }

  /** A service may take the new transport for an answer, but not for one for ever. */
  @When("the raw client leaves a ping unanswered, moves to websocket and falls silent")
  public void fallSilentOnTheWay() {
    RawSession polling = clients.raw();
    polling.fallSilent();
    polling.await("2", "2"::equals, INTERVAL.plus(PATIENCE));
    RawWebSocket websocket =
        clients.adopt(
            RawWebSocket.attempt(
                service.target(),
                service.home(),
                "EIO=4&transport=websocket&sid=" + sidOf(polling)));
    websocket.awaitOpened();
    websocket.fallSilent();
    websocket.send("2probe");
    websocket.await("3probe", "3probe"::equals, PATIENCE);
    websocket.send("5");
  }

  @Then("the raw client is closed within 87 seconds of its last packet")
  public void closedAtAll() {
    Duration silence = clients.raw().awaitClosed(LATEST.plus(PATIENCE));
    assertThat(silence)
        .as("time from the last packet to the end, of:%s", clients.raw().report())
        .isLessThan(LATEST.plusMillis(500));
  }

  @Then("the raw client is closed between 60 and 87 seconds after its last packet")
  public void closedInTime() {
    Duration silence = clients.raw().awaitClosed(LATEST.plus(PATIENCE));
    assertThat(silence)
        .as("time from the last packet to the end, of:%s", clients.raw().report())
        .isBetween(SOONEST, LATEST.plusMillis(500));
  }

  /** A session on polling is dropped without a word: a request shows whether it is still known. */
  @Then("its session is still known after 60 seconds")
  public void stillKnown() {
    Stage.waitUntil(clients.raw().lastSent() + SOONEST.minusMillis(500).toNanos());
    Reply reply = ask();
    assertThat(reply.status()).as("answer after 60 s of silence: %s", reply).isEqualTo(200);
  }

  @Then("its session is no longer known after 87 seconds")
  public void noLongerKnown() {
    Stage.waitUntil(clients.raw().lastSent() + LATEST.plusMillis(300).toNanos());
    Reply reply = ask();
    assertThat(reply.refuses()).as("answer after 87 s of silence: %s", reply).isTrue();
  }

  @Then("the raw client is closed within 60 seconds")
  public void closedSoon() {
    clients.raw().awaitClosed(SOONEST.plusMillis(500));
  }

  private Reply ask() {
    try (Requests requests = new Requests(service.target(), service.home())) {
      return requests.post("EIO=4&transport=polling&sid=" + sidOf(clients.raw()), "3");
    }
  }

  private static String sidOf(RawSession session) {
    return Handshake.of(session.packets().get(0)).sid();
  }
}
