package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "HTTP long-polling" (as a transport and as an encoding). */
@ExtendWith(LeakWatch.class)
class PollingTest {

  private static final int MAX_PAYLOAD = 20_000;

  @RegisterExtension
  static final EchoServer server = EchoServer.patient().maxPayload(MAX_PAYLOAD).start();

  private final PollingPeer client = PollingPeer.connected(server);

  @Test
  void aPollIsHeldUntilThereIsAPacket() {
    client.assertSilence();

    client.send("42[\"message\",\"now\"]");

    assertThat(client.next()).isEqualTo("42[\"message-back\",\"now\"]");
  }

  @Test
  void aPollIsAnsweredWithAllThatWaits() {
    client.send("42[\"message\",1]", "42[\"message\",2]");
    client.send("42[\"message\",3]");

    Answer answer = PollingPeer.await(client.poll());

    assertThat(answer.packets())
        .containsExactly(
            "42[\"message-back\",1]", "42[\"message-back\",2]", "42[\"message-back\",3]");
    assertThat(answer.header("content-type")).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void aPostIsAnsweredWithOk() {
    Answer answer = client.post("42[\"message\",\"posted\"]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
    assertThat(client.next()).isEqualTo("42[\"message-back\",\"posted\"]");
  }

  @Test
  void thePacketsOfAPostAreProcessedInOrder() {
    String[] events =
        IntStream.range(0, 200).mapToObj(i -> "42[\"message\"," + i + "]").toArray(String[]::new);

    client.send((Object[]) events);

    assertThat(receive(200)).isEqualTo(echoes(200));
  }

  @Test
  void postsOneAfterTheOtherAreProcessedInOrder() {
    for (int i = 0; i < 50; i++) {
      client.send("42[\"message\"," + i + "]");
    }

    assertThat(receive(50)).isEqualTo(echoes(50));
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 51, 52, 100, 101, 102, 1000})
  void noneOfManyWaitingPacketsIsLost(int count) {
    client.send("42[\"burst\"," + count + "]");

    assertThat(receive(count))
        .isEqualTo(IntStream.range(0, count).mapToObj(i -> "42[\"tick\"," + i + "]").toList());
    client.assertSilence();
  }

  @Test
  void packetsThatAreMuchForOneAnswerComeWholeInSeveral() {
    for (int i = 0; i < 8; i++) {
      client.send("42[\"large\",100000]");
    }

    assertThat(receive(8)).containsOnly("42[\"large\",\"" + "x".repeat(100_000) + "\"]");
    client.assertSilence();
  }

  @Test
  void textOfEveryScriptArrivesAsItWas() {
    String text = "aé€😀 עברית 中文 \\u0000 \\\"";

    client.send("42[\"message\",\"" + text + "\"]");

    assertThat(Json.read(client.text().substring(2)))
        .isEqualTo(Json.read("[\"message-back\",\"" + text + "\"]"));
  }

  @Test
  void anAnswerIsTheLastOfItsConnectionAndSaysSo() {
    HttpWire wire =
        server
            .connect()
            .write(HttpWire.request("POST", client.target(), "42[\"message\",\"last\"]"));

    assertThat(wire.answer().header("connection")).isEqualTo("close");
    assertThat(wire.isEnded()).isTrue();
  }

  @Test
  void aSecondPollEndsTheSession() {
    HttpWire first = client.openPoll();
    client.assertSilenceOf(first);

    Answer second = server.http("GET", client.target());

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.json().get("code").intValue()).isEqualTo(3);
    assertThat(first.answer().body()).isEqualTo("1");
    client.awaitEnd();
  }

  @Test
  void aSecondPostWhileOneIsUnderWayEndsTheSession() {
    String payload = "42[\"message\",\"overlapping\"]";
    HttpWire first =
        server
            .connect()
            .write(HttpWire.head("POST", client.target(), payload.length()))
            .write(payload.substring(0, 5));
    client.assertSilence();

    Answer second = client.post("42[\"message\",\"second\"]");

    assertThat(second.status()).isEqualTo(400);
    client.awaitEnd();
    assertThat(server.heard("second")).isFalse();
  }

  @Test
  void aPostThatBreaksOffEndsTheSession() {
    HttpWire half =
        server
            .connect()
            .write(HttpWire.head("POST", client.target(), 100))
            .write("42[\"message\",\"half");
    client.assertSilence();

    half.reset();

    client.awaitEnd();
  }

  @Test
  void aPostThatComesInPiecesIsProcessedOnceItIsWhole() {
    String payload = "42[\"message\",\"piecemeal\"]\u001e42[\"message\",2]";
    HttpWire wire =
        server.connect().write(HttpWire.head("POST", client.target(), payload.length()));
    wire.write(payload.substring(0, 10));
    client.assertSilence();

    wire.write(payload.substring(10));

    assertThat(wire.answer().body()).isEqualTo("ok");
    assertThat(receive(2))
        .containsExactly("42[\"message-back\",\"piecemeal\"]", "42[\"message-back\",2]");
  }

  @Test
  void aPostMayTakeItsTime() {
    String payload = "42[\"message\",\"by a slow line\"]";
    HttpWire wire =
        server.connect().write(HttpWire.head("POST", client.target(), payload.length()));
    wire.write(payload.substring(0, 10));
    client.assertSilence(Duration.ofSeconds(6));

    wire.write(payload.substring(10));

    assertThat(wire.answer().body()).isEqualTo("ok");
    assertThat(client.next()).isEqualTo("42[\"message-back\",\"by a slow line\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "abc",
        "",
        "../../etc/passwd",
        "1-1-1-1-1",
        "%00"
      })
  void anUnknownSidIsRefused(String sid) {
    for (String method : List.of("GET", "POST", "PUT")) {
      Answer answer =
          server.http(method, "/socket.io/?EIO=4&transport=polling&sid=" + sid, "42[\"x\"]");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json())
          .isEqualTo(Json.read("{\"code\":1,\"message\":\"Session ID unknown\"}"));
    }
    assertThat(WebSocketPeer.dial(server, "EIO=4&transport=websocket&sid=" + sid).answer().status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void anotherMethodIsRefusedAndTheSessionGoesOn(String method) {
    assertThat(server.http(method, client.target()).status()).isEqualTo(400);
    client.assertServed();
  }

  @ParameterizedTest
  @CsvSource({
    "/socket.io/?EIO=3&transport=polling, 5",
    "/socket.io/?transport=polling, 5",
    "/socket.io/?EIO=4, 0",
    "/socket.io/?EIO=4&transport=abc, 0"
  })
  void aRequestOfAnotherProtocolIsRefusedAndTheSessionGoesOn(String target, int code) {
    Answer answer = server.http("GET", target + "&sid=" + client.sid());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("code").intValue()).isEqualTo(code);
    client.assertServed();
  }

  @Test
  void aClosePacketEndsTheSessionAndAnswersThePoll() {
    CompletableFuture<Answer> poll = client.poll();
    client.send("1");

    assertThat(PollingPeer.await(poll).body()).isEqualTo("6");
    client.awaitEnd();
    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aClosePacketEndsASessionWithoutPoll() {
    client.send("1");

    await().until(() -> !server.isOpen(client.sid()));
    client.awaitEnd();
  }

  @Test
  void nothingAfterAClosePacketIsProcessed() {
    client.send("42[\"message\",\"before close\"]", "1", "42[\"message\",\"after close\"]");

    client.awaitEnd();
    assertThat(server.heard("before close")).isTrue();
    assertThat(server.heard("after close")).isFalse();
  }

  @Test
  void aPollThatTheClientGivesUpEndsTheSession() {
    HttpWire poll = client.openPoll();
    client.assertSilenceOf(poll);

    poll.close();

    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aPollThatIsResetEndsTheSession() {
    HttpWire poll = client.openPoll();
    client.assertSilenceOf(poll);

    poll.reset();

    await().until(() -> !server.isOpen(client.sid()));
  }

  @Test
  void aPayloadOfJustTheLimitIsProcessed() {
    String event = "42[\"message\",\"" + "x".repeat(MAX_PAYLOAD - 16) + "\"]";
    assertThat(event.length()).isEqualTo(MAX_PAYLOAD);

    client.send(event);

    assertThat(client.text().length()).isEqualTo(MAX_PAYLOAD + 5);
  }

  @Test
  void aPayloadOverTheLimitIsNotProcessedAndDisturbsNobody() {
    PollingPeer bystander = PollingPeer.connected(server);
    String event = "42[\"message\",\"oversize\",\"" + "x".repeat(MAX_PAYLOAD) + "\"]";

    Answer answer = client.post(event);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(server.heard("oversize")).isFalse();
    bystander.assertServed();
    client.assertServed();
  }

  @Test
  void aPayloadWithoutAnnouncedLengthThatGrowsOverTheLimitIsNotProcessed() {
    PollingPeer bystander = PollingPeer.connected(server);
    HttpWire wire = server.connect();
    wire.write(
        "POST "
            + client.target()
            + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    String chunk = Integer.toHexString(8_000) + "\r\n" + "x".repeat(8_000) + "\r\n";
    wire.write(chunk + chunk + chunk + "0\r\n\r\n");

    assertThat(wire.answer().status()).isIn(0, 413);
    bystander.assertServed();
  }

  private List<Object> receive(int count) {
    List<Object> packets = new ArrayList<>();
    while (packets.size() < count) {
      packets.add(client.next());
    }
    return packets;
  }

  private static List<String> echoes(int count) {
    return IntStream.range(0, count).mapToObj(i -> "42[\"message-back\"," + i + "]").toList();
  }
}
