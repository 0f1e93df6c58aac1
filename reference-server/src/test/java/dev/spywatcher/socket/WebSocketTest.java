package dev.spywatcher.socket;

import static dev.spywatcher.socket.WebSocketPeer.BINARY;
import static dev.spywatcher.socket.WebSocketPeer.CLOSE;
import static dev.spywatcher.socket.WebSocketPeer.CONTINUATION;
import static dev.spywatcher.socket.WebSocketPeer.PING;
import static dev.spywatcher.socket.WebSocketPeer.PONG;
import static dev.spywatcher.socket.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "WebSocket" (as a transport and as an encoding), over RFC 6455, section 5. */
@ExtendWith(LeakWatch.class)
class WebSocketTest {

  private static final int MAX_PAYLOAD = 100_000;
  private static final String EVENT = "42[\"message\",\"grüße 😀\"]";
  private static final String ANSWER = "[\"message-back\",\"grüße 😀\"]";

  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int INVALID_TEXT = 1007;
  private static final int TOO_BIG = 1009;

  @RegisterExtension
  static final EchoServer server = EchoServer.patient().maxPayload(MAX_PAYLOAD).start();

  private final WebSocketPeer client = WebSocketPeer.connected(server);

  @Test
  void eachPacketHasAFrameOfItsOwn() {
    client.send("42[\"message\",1]", "42[\"message\",2]", "42[\"message\",3]");

    for (int i = 1; i <= 3; i++) {
      WebSocketPeer.Frame frame = client.nextFrame();
      assertThat(frame.opcode()).isEqualTo(TEXT);
      assertThat(frame.last()).isTrue();
      assertThat(frame.text()).isEqualTo("42[\"message-back\"," + i + "]");
    }
  }

  /** A socket that is closed with something unread resets the connection, and last words go. */
  @Test
  void whoeverIsJustSendingHearsThatItIsDisconnected() {
    client.send("42[\"disconnect-me\"]");
    assertThat(client.awaitEnd()).containsExactly("41");

    for (int i = 0; i < 20; i++) {
      assertThatCode(() -> client.send(EVENT)).doesNotThrowAnyException();
    }
  }

  @Test
  void whoeverDoesNotHangUpIsHungUp() {
    client.send("42[\"disconnect-me\"]");
    client.awaitEnd();

    await().until(() -> sendingFails(client));
  }

  private static boolean sendingFails(WebSocketPeer client) {
    try {
      client.send(EVENT);
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  @Test
  void theSeparatorOfPollingPayloadsMeansNothingHere() {
    client.send("42[\"message\",1]\u001e42[\"message\",2]");

    client.awaitEnd();
  }

  @Test
  void aTextInFragmentsIsOnePacket() {
    byte[] bytes = EVENT.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      byte[] part = {bytes[i]};
      // Cuts through the middle of characters, too.
      client.frame(i == 0 ? TEXT : CONTINUATION, i == bytes.length - 1, part);
    }

    assertAnswered();
  }

  @Test
  void anEmptyLastFragmentEndsAPacket() {
    client.frame(TEXT, false, EVENT.getBytes(UTF_8));
    client.frame(CONTINUATION, true, new byte[0]);

    assertAnswered();
  }

  @Test
  void aBinaryPartInFragmentsIsOnePart() {
    client.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
    client.frame(BINARY, false, new byte[] {1, 2});
    client.frame(CONTINUATION, false, new byte[] {3});
    client.frame(CONTINUATION, true, new byte[] {4, 5});

    assertThat(client.text()).startsWith("451-[\"message-back\",");
    assertThat(client.bytes()).containsExactly(1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "heartbeat 😀"})
  void aPingFrameIsAnsweredWithItsPayload(String payload) {
    client.frame(PING, true, payload.getBytes(UTF_8));

    WebSocketPeer.Frame pong = client.nextFrame();
    assertThat(pong.opcode()).isEqualTo(PONG);
    assertThat(pong.text()).isEqualTo(payload);
  }

  @Test
  void aPingFrameBetweenFragmentsIsAnsweredAtOnce() {
    byte[] bytes = EVENT.getBytes(UTF_8);
    client.frame(TEXT, false, Arrays.copyOf(bytes, 10));
    client.frame(PING, true, "now".getBytes(UTF_8));

    assertThat(client.nextFrame().opcode()).isEqualTo(PONG);
    client.frame(CONTINUATION, true, Arrays.copyOfRange(bytes, 10, bytes.length));
    assertAnswered();
  }

  @Test
  void aPongFrameThatNobodyAskedForIsIgnored() {
    client.frame(PONG, true, "unasked".getBytes(UTF_8));

    client.assertServed();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 3000, 4999})
  void aCloseFrameIsAnsweredInKindAndEndsTheSession(int code) {
    client.frame(CLOSE, true, ByteBuffer.allocate(2).putShort((short) code).array());

    assertThat(client.awaitCloseCode()).isEqualTo(code);
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aCloseFrameWithoutCodeIsAnsweredAndEndsTheSession() {
    client.frame(CLOSE, true, new byte[0]);

    assertThat(client.awaitCloseCode()).isIn(NORMAL, 1005);
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aLostConnectionEndsTheSession() {
    client.reset();

    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void anEndedConnectionEndsTheSession() {
    client.close();

    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aClosePacketEndsTheSessionAndTheConnection() {
    client.send("1");

    assertThat(client.awaitEnd()).isEmpty();
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void nothingAfterAClosePacketIsProcessed() {
    client.send("42[\"message\",\"before websocket close\"]", "1", "42[\"message\",\"after it\"]");

    client.awaitEnd();
    assertThat(server.heard("before websocket close")).isTrue();
    assertThat(server.heard("after it")).isFalse();
  }

  @Test
  void aNoopPacketIsIgnored() {
    client.send("6");

    client.assertServed();
  }

  @Test
  void aPacketOfJustTheLimitIsProcessed() {
    client.send("42[\"message\",\"" + "x".repeat(MAX_PAYLOAD - 16) + "\"]");

    assertThat(client.text().length()).isEqualTo(MAX_PAYLOAD + 5);
  }

  @ParameterizedTest
  @CsvSource({"65536", "70000", "300000"})
  void aLongAnswerArrivesWhole(int length) {
    client.send("42[\"large\"," + length + "]");

    assertThat(client.text().length()).isEqualTo(length + "42[\"large\",\"\"]".length());
  }

  @Test
  void aPacketOverTheLimitEndsTheSessionAlone() {
    WebSocketPeer bystander = WebSocketPeer.connected(server);

    client.send("42[\"message\",\"" + "x".repeat(MAX_PAYLOAD) + "\"]");

    assertThat(client.awaitCloseCode()).isIn(TOO_BIG, WebSocketPeer.ABNORMAL);
    await().until(() -> !server.isOpen(client.sid()));
    bystander.assertServed();
  }

  @Test
  void fragmentsThatAddUpToMoreThanTheLimitEndTheSessionAlone() {
    WebSocketPeer bystander = WebSocketPeer.connected(server);
    byte[] part = "x".repeat(40_000).getBytes(UTF_8);

    client.frame(TEXT, false, part);
    client.frame(CONTINUATION, false, part);
    client.frame(CONTINUATION, true, part);

    assertThat(client.awaitCloseCode()).isIn(TOO_BIG, WebSocketPeer.ABNORMAL);
    await().until(() -> !server.isOpen(client.sid()));
    bystander.assertServed();
  }

  @Test
  void anAnnouncedLengthOverTheLimitEndsTheSessionBeforeItIsSent() {
    client.raw(ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xff).putLong(1L << 40).array());

    assertThat(client.awaitCloseCode()).isIn(TOO_BIG, WebSocketPeer.ABNORMAL);
  }

  @Test
  void textThatIsNotUtf8EndsTheSession() {
    client.frame(TEXT, true, new byte[] {'4', '2', (byte) 0xc3, (byte) 0x28});

    assertThat(client.awaitCloseCode()).isEqualTo(INVALID_TEXT);
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void textThatIsNotUtf8EndsTheSessionInALaterFragmentToo() {
    client.frame(TEXT, false, "42[\"message\",\"".getBytes(UTF_8));
    client.frame(CONTINUATION, true, new byte[] {(byte) 0xe2, (byte) 0x82});

    assertThat(client.awaitCloseCode()).isEqualTo(INVALID_TEXT);
  }

  @Test
  void aFrameThatIsNotMaskedEndsTheSession() {
    client.raw(WebSocketPeer.encode(0x81, EVENT.getBytes(UTF_8), false));

    assertThat(client.awaitCloseCode()).isEqualTo(PROTOCOL_ERROR);
    await().until(() -> !server.isOpen(client.sid()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc1, 0xa1, 0x91, 0x83, 0x87, 0x8b, 0x8f, 0x09, 0x08, 0x80})
  void aFrameOfNoMeaningEndsTheSession(int firstByte) {
    client.raw(WebSocketPeer.encode(firstByte, "x".getBytes(UTF_8), true));

    assertThat(client.awaitCloseCode()).isEqualTo(PROTOCOL_ERROR);
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aControlFrameThatIsTooLongEndsTheSession() {
    client.raw(WebSocketPeer.encode(0x89, new byte[126], true));

    assertThat(client.awaitCloseCode()).isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void aNewMessageBeforeTheLastFragmentEndsTheSession() {
    client.frame(TEXT, false, "42[".getBytes(UTF_8));
    client.frame(TEXT, true, EVENT.getBytes(UTF_8));

    assertThat(client.awaitCloseCode()).isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void aPollOfAWebsocketSessionIsRefused() {
    String target = "/socket.io/?EIO=4&transport=polling&sid=" + client.sid();

    assertThat(server.http("GET", target).status()).isEqualTo(400);
    assertThat(server.http("POST", target, EVENT).status()).isEqualTo(400);
    client.assertServed();
  }

  @Test
  void aSecondWebsocketOfASessionIsClosed() {
    WebSocketPeer second =
        WebSocketPeer.dial(server, "EIO=4&transport=websocket&sid=" + client.sid());

    assertThat(second.awaitEnd()).isEmpty();
    client.assertServed();
  }

  private void assertAnswered() {
    String text = client.text();
    assertThat(text).startsWith("42[");
    assertThat(Json.read(text.substring(2))).isEqualTo(Json.read(ANSWER));
  }
}
