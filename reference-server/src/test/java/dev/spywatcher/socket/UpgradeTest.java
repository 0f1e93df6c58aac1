package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "Upgrade". */
@ExtendWith(LeakWatch.class)
class UpgradeTest {

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @RegisterExtension
  static final EchoServer impatient =
      EchoServer.patient().upgradeTimeout(Duration.ofMillis(500)).start();

  private final PollingPeer polling = PollingPeer.connected(server);

  @Test
  void aProbeIsAnswered() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    websocket.exchange(List.of("2probe"), "3probe");
    websocket.assertSilence();
  }

  @Test
  void aPollThatWaitsIsReleasedByTheProbe() {
    CompletableFuture<Answer> poll = polling.poll();
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    websocket.exchange(List.of("2probe"), "3probe");

    assertThat(PollingPeer.await(poll).body()).isEqualTo("6");
  }

  @Test
  void aPollThatComesAfterTheProbeIsReleasedToo() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");

    for (int i = 0; i < 3; i++) {
      assertThat(PollingPeer.await(polling.poll()).body()).isEqualTo("6");
    }
  }

  @Test
  void everythingGoesOverTheWebsocketAfterTheUpgrade() {
    WebSocketPeer websocket = upgrade();

    websocket.exchange(
        List.of("42[\"message\",1]", "427[\"message-with-ack\",2]"),
        "42[\"message-back\",1]",
        "437[2]");
  }

  @Test
  void anUpgradeWithoutProbeIsAnUpgrade() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    websocket.send("5");

    websocket.assertServed();
  }

  @Test
  void aSessionMayUpgradeBeforeItConnects() {
    PollingPeer fresh = PollingPeer.open(server);
    WebSocketPeer websocket = WebSocketPeer.probe(server, fresh.sid());
    websocket.exchange(List.of("2probe"), "3probe");
    websocket.send("5");

    websocket.connect();
    websocket.assertServed();
  }

  @Test
  void whatWaitedForAPollComesOverTheWebsocketInOrder() {
    polling.send("42[\"burst\",120]");
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");

    websocket.send("5", "42[\"message\",\"after\"]");

    for (int i = 0; i < 120; i++) {
      assertThat(websocket.next()).isEqualTo("42[\"tick\"," + i + "]");
    }
    assertThat(websocket.next()).isEqualTo("42[\"message-back\",\"after\"]");
    websocket.assertSilence();
  }

  @Test
  void pollsAfterTheUpgradeAreRefused() {
    WebSocketPeer websocket = upgrade();

    for (String method : List.of("GET", "POST")) {
      Answer answer = server.http(method, polling.target(), "42[\"message\",\"late\"]");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("code").intValue()).isEqualTo(3);
    }
    assertThat(server.heard("late")).isFalse();
    websocket.assertServed();
  }

  /** Which of the two is read first is the machine's choice; a poll that is first is let go. */
  @Test
  void aPollThatComesTogetherWithTheUpgradeIsRefusedOrGetsNothing() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.send("2probe", "5");

    Answer answer = server.http("GET", polling.target());
    assertThat(answer.status() == 400 || answer.body().equals("6")).as(answer.toString()).isTrue();
    assertThat(websocket.next()).isEqualTo("3probe");
    websocket.assertServed();
    assertThat(server.http("GET", polling.target()).status()).isEqualTo(400);
  }

  @Test
  void aSecondWebsocketAfterTheUpgradeIsClosed() {
    WebSocketPeer websocket = upgrade();

    assertThat(second().awaitEnd()).isEmpty();
    websocket.assertServed();
  }

  @Test
  void aSecondWebsocketDuringTheProbeIsClosed() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");

    assertThat(second().awaitEnd()).isEmpty();
    websocket.send("5");
    websocket.assertServed();
  }

  @Test
  void ofTwoWebsocketsAtOnceOneIsClosed() {
    List<WebSocketPeer> peers =
        IntStream.range(0, 2)
            .parallel()
            .mapToObj(i -> WebSocketPeer.probe(server, polling.sid()))
            .toList();
    await()
        .untilAsserted(
            () -> assertThat(peers.stream().filter(WebSocketPeer::hasEnded).count()).isEqualTo(1));

    WebSocketPeer survivor = peers.get(peers.get(0).hasEnded() ? 1 : 0);
    survivor.exchange(List.of("2probe"), "3probe");
    survivor.send("5");
    survivor.assertServed();
  }

  @Test
  void anAbandonedProbeLeavesThePollingSession() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");

    websocket.reset();

    assertPollingGoesOn();
  }

  @Test
  void aProbeThatIsClosedLeavesThePollingSession() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.frame(WebSocketPeer.CLOSE, true, new byte[0]);
    websocket.awaitEnd();

    assertPollingGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2probe"})
  void aWebsocketThatDoesNotFinishTheUpgradeIsClosedInTime(String packet) {
    PollingPeer client = PollingPeer.connected(impatient);
    WebSocketPeer websocket = WebSocketPeer.probe(impatient, client.sid());
    if (!packet.isEmpty()) {
      websocket.send(packet);
    }

    assertThat(websocket.awaitEnd()).isSubsetOf("3probe");
    assertGoesOn(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"42[\"message\",\"too soon\"]", "40", "2", "3", "1", "6", "2probes", "abc", ""})
  void anythingButAProbeOrAnUpgradeEndsTheWebsocketAlone(String packet) {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    websocket.send(packet);

    assertThat(websocket.awaitEnd()).isEmpty();
    assertThat(server.heard("too soon")).isFalse();
    assertPollingGoesOn();
  }

  @Test
  void aBinaryFrameInsteadOfAProbeEndsTheWebsocketAlone() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    websocket.send(new byte[] {1, 2, 3});

    assertThat(websocket.awaitEnd()).isEmpty();
    assertPollingGoesOn();
  }

  @Test
  void afterAFailedUpgradeAnotherSucceeds() {
    WebSocketPeer failed = WebSocketPeer.probe(server, polling.sid());
    failed.send("abc");
    failed.awaitEnd();
    assertPollingGoesOn();

    upgrade().assertServed();
  }

  @Test
  void aSecondPollDuringAProbeEndsTheSession() {
    HttpWire first = polling.openPoll();
    polling.assertSilenceOf(first);
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());

    Answer second = server.http("GET", polling.target());

    assertThat(second.status()).isEqualTo(400);
    assertThat(first.answer().body()).isEqualTo("1");
    websocket.awaitEnd();
  }

  @Test
  void aSessionThatIsClosedDuringAProbeTakesTheWebsocketWithIt() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");

    polling.send("1");

    websocket.awaitEnd();
    polling.awaitEnd();
  }

  @Test
  void theEndOfTheWebsocketIsTheEndOfTheSession() {
    upgrade().reset();

    await().until(() -> !server.isOpen(polling.sid()));
    polling.awaitEnd();
  }

  /** Moves the session to a websocket as a standard client does. */
  private WebSocketPeer upgrade() {
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.exchange(List.of("2probe"), "3probe");
    assertThat(PollingPeer.await(polling.poll()).body()).isEqualTo("6");
    websocket.send("5");
    return websocket;
  }

  private WebSocketPeer second() {
    return WebSocketPeer.dial(server, "EIO=4&transport=websocket&sid=" + polling.sid());
  }

  /** The session is served by polling; what the probe left behind is passed over. */
  private void assertPollingGoesOn() {
    assertGoesOn(polling);
  }

  private static void assertGoesOn(PollingPeer client) {
    client.send("42[\"message\",\"goes on\"]");
    Object packet = client.next();
    while (packet.equals("6")) {
      packet = client.next();
    }
    assertThat(packet).isEqualTo("42[\"message-back\",\"goes on\"]");
  }
}
