package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.socket.Peer.Over;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Socket.IO 5, "Connection to a namespace", and CONN-9: sessions that never connect. */
@ExtendWith(LeakWatch.class)
class ConnectTimeoutTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(2);

  @RegisterExtension
  static final EchoServer server =
      EchoServer.patient()
          .connectTimeout(TIMEOUT)
          .heartbeat(Duration.ofMillis(300), Duration.ofSeconds(60))
          .start();

  @ParameterizedTest
  @EnumSource
  void aSessionThatNeverConnectsIsClosedInTime(Over transport) {
    long start = System.nanoTime();
    Peer client = transport.open(server);
    client.answerHeartbeats();

    assertThat(client.awaitEnd()).isSubsetOf("1", "2");

    assertClosedInTime(start);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionThatKnowsNoNamespaceIsClosedInTime(Over transport) {
    long start = System.nanoTime();
    Peer client = transport.open(server);
    client.answerHeartbeats();
    client.send("40/random,");

    assertThat(client.awaitEnd())
        .isSubsetOf("44/random,{\"message\":\"Invalid namespace\"}", "1", "2");

    assertClosedInTime(start);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionThatHasLeftEveryNamespaceIsClosedInTime(Over transport) {
    Peer client = transport.connect(server);
    client.answerHeartbeats();
    long start = System.nanoTime();
    client.send("41");

    assertThat(client.awaitEnd()).isSubsetOf("1", "2");

    assertClosedInTime(start);
  }

  @Test
  void aSessionThatOnlyUpgradesIsClosedInTime() {
    long start = System.nanoTime();
    PollingPeer polling = PollingPeer.open(server);
    WebSocketPeer websocket = WebSocketPeer.probe(server, polling.sid());
    websocket.send("2probe", "5");
    websocket.answerHeartbeats();

    websocket.awaitEnd();

    assertClosedInTime(start);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionThatConnectsStays(Over transport) {
    long start = System.nanoTime();
    Peer client = transport.connect(server);

    while (System.nanoTime() - start < TIMEOUT.multipliedBy(2).toNanos()) {
      assertThat(client.next()).isEqualTo("2");
      client.send("3");
    }

    client.answerHeartbeats();
    client.assertServed();
  }

  private static void assertClosedInTime(long start) {
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT, TIMEOUT.plus(GRACE));
  }
}
