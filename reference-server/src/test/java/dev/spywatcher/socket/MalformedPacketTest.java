package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.socket.Peer.Over;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is no packet closes the connection, and that connection alone: Engine.IO 4, "Protocol" and
 * "Packet encoding"; Socket.IO 5, "Packet encoding" and "Sending and receiving data"; CONN-10.
 */
@ExtendWith(LeakWatch.class)
class MalformedPacketTest {

  private static final String HOLE = "{\"_placeholder\":true,\"num\":0}";

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedPacketClosesTheConnectionAlone(Over transport, String packet) {
    Peer bystander = transport.connect(server);
    Peer client = transport.connect(server);

    client.provoke(packet, "42[\"message\",\"after a malformed packet\"]");

    assertThat(client.awaitEnd()).isSubsetOf("1");
    await().until(() -> !server.isOpen(client.sid()));
    assertThat(server.heard("after a malformed packet")).isFalse();
    bystander.assertServed();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(Over.values())
        .flatMap(
            transport ->
                Stream.of(
                        // Engine.IO packets
                        "",
                        " ",
                        "abc",
                        "7",
                        "9",
                        "0",
                        "0{\"sid\":\"x\"}",
                        "2",
                        "2probe",
                        "3probe",
                        "3x",
                        "5",
                        "5x",
                        "6x",
                        "1x",
                        "\u0000",
                        "42",
                        // Socket.IO packet types
                        "4",
                        "4abc",
                        "4 2[\"message\"]",
                        "47",
                        "47[\"message\"]",
                        "49",
                        "44{\"message\":\"from a client\"}",
                        // CONNECT and DISCONNECT
                        "40/custom,[]",
                        "40/custom,null",
                        "40/custom,\"token\"",
                        "40/custom,1",
                        "40/custom,{",
                        "40/custom,{}x",
                        "40/custom,1{}",
                        "41{}",
                        "41[]",
                        "41x",
                        "411",
                        // EVENT
                        "42{}",
                        "42[]",
                        "42null",
                        "42\"message\"",
                        "42[null]",
                        "42[{}]",
                        "42[[\"message\"]]",
                        "42[true]",
                        "42[\"message\"",
                        "42[\"message\",]",
                        "42[\"message\"]]",
                        "42[\"message\"]x",
                        "42[\"message\"] [1]",
                        "42['message']",
                        "42[\"message\",NaN]",
                        "42[\"message\",01]",
                        "42[\"message\",\"\u0001\"]",
                        "42abc[\"message\"]",
                        "42-1[\"message\"]",
                        "421.5[\"message\"]",
                        "421e3[\"message\"]",
                        "421",
                        "42/custom",
                        "42/custom[\"message\"]",
                        "42,[\"message\"]",
                        "422147483648[\"message\"]",
                        "4212345678901234567890[\"message\"]",
                        // Names that Socket.IO keeps for itself
                        "42[\"connect\"]",
                        "42[\"connect_error\"]",
                        "42[\"disconnect\"]",
                        "42[\"disconnecting\"]",
                        "42[\"newListener\"]",
                        "42[\"removeListener\"]",
                        // ACK
                        "43",
                        "431",
                        "43[]",
                        "431{}",
                        "431null",
                        "431[",
                        "43x[]",
                        // BINARY_EVENT and BINARY_ACK
                        "45",
                        "45[\"message\"]",
                        "45-[\"message\"]",
                        "451[\"message\"," + HOLE + "]",
                        "45x-[\"message\"," + HOLE + "]",
                        "45-1-[\"message\"," + HOLE + "]",
                        "450-[\"message\"]",
                        "4511-[\"message\"]",
                        "4599999999999-[\"message\"]",
                        "451-{}",
                        "451-[]",
                        "451-[" + HOLE + "]",
                        "451-[\"disconnect\"," + HOLE + "]",
                        "451-",
                        "46",
                        "461-[]",
                        "461-1{}",
                        // A binary packet whose part does not follow
                        "451-[\"message\"," + HOLE + "]")
                    .map(packet -> Arguments.of(transport, packet)));
  }

  @ParameterizedTest
  @EnumSource
  void aBinaryPartThatNobodyAnnouncedClosesTheConnection(Over transport) {
    Peer client = transport.connect(server);

    client.provoke(new byte[] {1, 2, 3});

    assertThat(client.awaitEnd()).isSubsetOf("1");
  }

  @ParameterizedTest
  @EnumSource
  void aBinaryPartTooManyClosesTheConnection(Over transport) {
    Peer client = transport.connect(server);

    client.provoke("451-[\"no such event\"," + HOLE + "]", new byte[] {1}, new byte[] {2});

    client.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "1.5", "\"0\"", "null", "{}"})
  void aPlaceholderThatNamesNoPartClosesTheConnection(String number) {
    for (Over transport : Over.values()) {
      Peer client = transport.connect(server);

      client.provoke(
          "451-[\"message\",\"bad hole\",{\"_placeholder\":true,\"num\":" + number + "}]",
          new byte[] {1});

      client.awaitEnd();
      assertThat(server.heard("bad hole")).isFalse();
    }
  }

  @Test
  void aHeartbeatBetweenAPacketAndItsPartIsNoPart() {
    WebSocketPeer client = WebSocketPeer.connected(server);

    client.provoke("451-[\"message\"," + HOLE + "]", "3");

    client.awaitEnd();
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedFirstPacketClosesTheConnection(Over transport) {
    Peer client = transport.open(server);

    client.provoke("4abc");

    assertThat(client.awaitEnd()).isSubsetOf("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b%%%", "bAQ=ID", "b=", "bé", "BAQID"})
  void aBinaryPartThatIsNotBase64ClosesTheConnection(String part) {
    PollingPeer client = PollingPeer.connected(server);

    Answer answer = client.post("451-[\"message\"," + HOLE + "]\u001e" + part);

    assertThat(answer.status()).isEqualTo(400);
    client.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001e", "42[\"message\",1]\u001e", "\u001e42[\"message\",1]"})
  void aPayloadWithAnEmptyPacketClosesTheConnection(String payload) {
    PollingPeer client = PollingPeer.connected(server);

    Answer answer = client.post(payload);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json()).isEqualTo(Json.read("{\"code\":3,\"message\":\"Bad request\"}"));
    client.awaitEnd();
  }

  @Test
  void whatCameBeforeAMalformedPacketHasBeenProcessed() {
    PollingPeer client = PollingPeer.connected(server);

    client.provoke("42[\"message\",\"well-formed\"]", "4abc");

    client.awaitEnd();
    assertThat(server.heard("well-formed")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aPollThatWaitsIsAnsweredWhenAnotherPacketIsMalformed(Over transport) {
    Peer client = transport.connect(server);
    client.assertSilence();

    client.provoke("abc");

    assertThat(client.awaitEnd()).isSubsetOf("1");
  }

  @ParameterizedTest
  @EnumSource
  void jsonThatIsDeeplyNestedDisturbsNobody(Over transport) {
    Peer bystander = transport.connect(server);
    Peer client = transport.connect(server);

    client.provoke("42[\"message\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]");

    client.awaitEnd();
    bystander.assertServed();
  }
}
