package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.socket.Peer.Over;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engine.IO 4, "Heartbeat", and CONN-4, with an interval and a timeout under a second. */
@ExtendWith(LeakWatch.class)
class HeartbeatTest {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofMillis(1_500);

  /** What a busy machine may add. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  @RegisterExtension
  static final EchoServer server = EchoServer.patient().heartbeat(INTERVAL, TIMEOUT).start();

  @ParameterizedTest
  @EnumSource
  void aPingComesEveryInterval(Over transport) {
    long start = System.nanoTime();
    Peer client = transport.open(server);

    for (int i = 1; i <= 4; i++) {
      assertThat(client.next()).isEqualTo("2");
      assertThat(since(start))
          .isBetween(INTERVAL.multipliedBy(i), INTERVAL.multipliedBy(i).plus(GRACE));
      client.send("3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatAnswersStays(Over transport) {
    Peer client = transport.connect(server);
    long start = System.nanoTime();

    while (since(start).compareTo(INTERVAL.plus(TIMEOUT).multipliedBy(2)) < 0) {
      assertThat(client.next()).isEqualTo("2");
      client.send("3");
    }

    client.answerHeartbeats();
    client.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatFallsSilentIsDroppedInTime(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"message\",\"last words\"]");
    long start = System.nanoTime();

    List<Object> received = client.awaitEnd();

    assertDroppedInTime(start);
    assertThat(received).contains("2").doesNotContain("41");
    await().until(() -> !server.isOpen(client.sid()));
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatNeverSaidAWordIsDroppedInTime(Over transport) {
    Peer client = transport.open(server);
    long start = System.nanoTime();

    client.awaitEnd();

    assertDroppedInTime(start);
  }

  @Test
  void aClientThatNeverPollsIsDroppedInTime() {
    PollingPeer client = PollingPeer.open(server);
    long start = System.nanoTime();

    awaitGone(client.sid());

    assertDroppedInTime(start);
    client.awaitEnd();
  }

  @Test
  void aClientThatPollsButAnswersNoPingIsDroppedInTime() {
    PollingPeer client = PollingPeer.connected(server);
    long start = System.nanoTime();

    client.awaitEnd();

    assertDroppedInTime(start);
  }

  @ParameterizedTest
  @EnumSource
  void anyPacketProvesThatTheClientIsThere(Over transport) {
    Peer client = transport.connect(server);
    long start = System.nanoTime();

    while (since(start).compareTo(INTERVAL.plus(TIMEOUT).multipliedBy(2)) < 0) {
      assertThat(client.next()).isEqualTo("2");
      client.send("42[\"no such event\"]");
    }

    client.answerHeartbeats();
    client.assertServed();
  }

  @Test
  void aClientThatFallsSilentWithAnOpenProbeIsDroppedInTime() {
    PollingPeer client = PollingPeer.connected(server);
    long start = System.nanoTime();
    WebSocketPeer websocket = WebSocketPeer.probe(server, client.sid());

    websocket.awaitEnd();

    assertDroppedInTime(start);
    client.awaitEnd();
  }

  @Test
  void aClientThatFallsSilentBetweenProbeAndUpgradeIsDroppedInTime() {
    PollingPeer client = PollingPeer.connected(server);
    WebSocketPeer websocket = WebSocketPeer.probe(server, client.sid());
    long start = System.nanoTime();
    websocket.exchange(List.of("2probe"), "3probe");

    websocket.awaitEnd();

    assertDroppedInTime(start);
    client.awaitEnd();
  }

  @Test
  void aClientThatFallsSilentRightAfterTheUpgradeIsDroppedInTime() {
    PollingPeer client = PollingPeer.connected(server);
    WebSocketPeer websocket = WebSocketPeer.probe(server, client.sid());
    websocket.exchange(List.of("2probe"), "3probe");
    long start = System.nanoTime();
    websocket.send("5");

    List<Object> received = websocket.awaitEnd();

    assertDroppedInTime(start);
    assertThat(received).contains("2").doesNotContain("41");
  }

  @Test
  void aPingThatIsUnansweredWhileTheTransportUpgradesIsNotForgotten() {
    PollingPeer client = PollingPeer.connected(server);
    assertThat(client.next()).isEqualTo("2");
    WebSocketPeer websocket = WebSocketPeer.probe(server, client.sid());
    websocket.exchange(List.of("2probe"), "3probe");
    long start = System.nanoTime();
    websocket.send("5");

    websocket.awaitEnd();

    assertDroppedInTime(start);
  }

  @Test
  void theHeartbeatGoesOnAfterTheUpgrade() {
    PollingPeer client = PollingPeer.connected(server);
    WebSocketPeer websocket = WebSocketPeer.probe(server, client.sid());
    websocket.exchange(List.of("2probe"), "3probe");
    websocket.send("5");
    long start = System.nanoTime();

    while (since(start).compareTo(INTERVAL.plus(TIMEOUT).multipliedBy(2)) < 0) {
      assertThat(websocket.next()).isEqualTo("2");
      websocket.send("3");
    }

    websocket.answerHeartbeats();
    websocket.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void aDroppedClientLeavesItsRooms(Over transport) {
    String room = "room of " + transport;
    Peer client = transport.connect(server);
    client.send("421[\"join\",\"" + room + "\"]");
    Object answer = client.next();
    while (answer.equals("2")) {
      answer = client.next();
    }
    assertThat(answer).isEqualTo("431[\"in\"]");
    assertThat(server.subscribers(room)).isEqualTo(1);

    client.awaitEnd();

    await().until(() -> server.subscribers(room) == 0);
  }

  @Test
  void theEndOfAWebsocketThatWasDroppedIsNoFaultOfTheClient() {
    WebSocketPeer client = WebSocketPeer.open(server);

    assertThat(client.awaitCloseCode()).isEqualTo(1000);
  }

  private static void awaitGone(String sid) {
    await().pollInterval(Duration.ofMillis(10)).until(() -> !server.isOpen(sid));
  }

  private static void assertDroppedInTime(long start) {
    assertThat(since(start)).isBetween(TIMEOUT, INTERVAL.plus(TIMEOUT).plus(GRACE));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
