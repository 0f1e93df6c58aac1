package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * A client in raw packets, over either transport: text packets are strings, binary ones byte
 * arrays. Used by one thread.
 */
interface Peer extends AutoCloseable {

  /** How long to wait for what must come. */
  Duration DEADLINE = Duration.ofSeconds(15);

  /** How long to watch for what must not come. */
  Duration WATCH = Duration.ofMillis(400);

  /** The two transports. */
  enum Over {
    POLLING {
      @Override
      Peer open(EchoServer server) {
        return PollingPeer.open(server);
      }
    },
    WEBSOCKET {
      @Override
      Peer open(EchoServer server) {
        return WebSocketPeer.open(server);
      }
    };

    /** A new session, not connected to any namespace. */
    abstract Peer open(EchoServer server);

    /** A new session, connected to the main namespace. */
    Peer connect(EchoServer server) {
      Peer peer = open(server);
      peer.connect();
      return peer;
    }
  }

  /** The session's id (Engine.IO 4, "Handshake"). */
  String sid();

  /** Sends packets, one after the other; on polling in one payload. */
  void send(Object... packets);

  /** Sends packets that may end the session. */
  void provoke(Object... packets);

  /** The next packet that comes. */
  Object next();

  /** Waits for the end of the session, and tells which packets came before it. */
  List<Object> awaitEnd();

  /** Fails if a packet comes, or the end, within that time. */
  void assertSilence(Duration time);

  /** Fails if a packet comes, or the end, while the test watches. */
  default void assertSilence() {
    assertSilence(WATCH);
  }

  /** From now on a heartbeat is answered, and not shown to the test. */
  void answerHeartbeats();

  @Override
  void close();

  /** The next packet, which is text. */
  default String text() {
    Object packet = next();
    assertThat(packet).isInstanceOf(String.class);
    return (String) packet;
  }

  /** The next packet, which is binary. */
  default byte[] bytes() {
    Object packet = next();
    assertThat(packet).isInstanceOf(byte[].class);
    return (byte[]) packet;
  }

  /** Connects to the main namespace. */
  default void connect() {
    send("40");
    String answer = text();
    while (answer.equals("2")) {
      send("3");
      answer = text();
    }
    assertThat(answer).matches("40\\{\"sid\":\"[^\"]+\"}");
  }

  /** Sends packets and expects just these in answer, in this order. */
  default void exchange(List<Object> sent, Object... expected) {
    send(sent.toArray());
    for (Object packet : expected) {
      assertThat(next()).isEqualTo(packet);
    }
  }

  /** Fails if the session does not answer: what was sent before has been processed by now. */
  default void assertServed() {
    exchange(List.of("42[\"message\",\"barrier\"]"), "42[\"message-back\",\"barrier\"]");
  }
}
