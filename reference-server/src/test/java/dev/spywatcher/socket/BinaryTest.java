package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.socket.Peer.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Socket.IO 5, "Packet encoding" with binary data, and Engine.IO 4, "Packet encoding". */
@ExtendWith(LeakWatch.class)
class BinaryTest {

  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5, 6, 7};

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @ParameterizedTest
  @EnumSource
  void anEventWithAttachmentsGoesBothWays(Over transport) {
    Peer client = transport.connect(server);

    client.send("452-[\"message\"," + hole(0) + "," + hole(1) + "]", FIRST, SECOND);

    assertPacket(client.text(), "452-", "[\"message-back\"," + hole(0) + "," + hole(1) + "]");
    assertThat(client.bytes()).isEqualTo(FIRST);
    assertThat(client.bytes()).isEqualTo(SECOND);
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void anAcknowledgementWithAttachmentsGoesOut(Over transport) {
    Peer client = transport.connect(server);

    client.send(
        "452-789[\"message-with-ack\"," + hole(0) + ",\"x\"," + hole(1) + "]", FIRST, SECOND);

    assertPacket(client.text(), "462-789", "[" + hole(0) + ",\"x\"," + hole(1) + "]");
    assertThat(client.bytes()).isEqualTo(FIRST);
    assertThat(client.bytes()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @EnumSource
  void anAcknowledgementWithAttachmentsComesIn(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"ask\"]");
    String question = client.text();
    String id = question.substring(2, question.indexOf('['));

    client.send("461-" + id + "[\"here\"," + hole(0) + "]", FIRST);

    assertPacket(client.text(), "451-", "[\"answered\",\"here\"," + hole(0) + "]");
    assertThat(client.bytes()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @EnumSource
  void attachmentsOfACustomNamespaceStayInIt(Over transport) {
    Peer client = transport.connect(server);
    client.send("40/custom,");
    assertThat(client.text()).startsWith("40/custom,");

    client.send("451-/custom,[\"message\"," + hole(0) + "]", FIRST);
    client.send("451-/custom,5[\"message-with-ack\"," + hole(0) + "]", SECOND);

    assertPacket(client.text(), "451-/custom,", "[\"message-back\"," + hole(0) + "]");
    assertThat(client.bytes()).isEqualTo(FIRST);
    assertPacket(client.text(), "461-/custom,5", "[" + hole(0) + "]");
    assertThat(client.bytes()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @EnumSource
  void attachmentsTakeThePlaceOfTheirPlaceholders(Over transport) {
    Peer client = transport.connect(server);
    String data = "{\"a\":[" + hole(1) + ",{\"b\":" + hole(0) + "}],\"c\":null}";

    client.send("452-[\"message\"," + data + "]", FIRST, SECOND);

    JsonNode answer = Json.read(client.text().substring(4)).get(1);
    List<byte[]> parts = List.of(client.bytes(), client.bytes());
    assertThat(parts.get(answer.get("a").get(0).get("num").intValue())).isEqualTo(SECOND);
    assertThat(parts.get(answer.get("a").get(1).get("b").get("num").intValue())).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @EnumSource
  void anAttachmentMayBeEmpty(Over transport) {
    Peer client = transport.connect(server);

    client.send("451-[\"message\"," + hole(0) + "]", new byte[0]);

    assertPacket(client.text(), "451-", "[\"message-back\"," + hole(0) + "]");
    assertThat(client.bytes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyByteArrivesAsItWas(Over transport) {
    Peer client = transport.connect(server);
    byte[] bytes = new byte[100_003];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }

    client.send("451-[\"message\"," + hole(0) + "]", bytes);

    assertThat(client.text()).startsWith("451-");
    assertThat(client.bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void tenAttachmentsAreTaken(Over transport) {
    Peer client = transport.connect(server);
    List<Object> packets = new ArrayList<>();
    packets.add(
        "4510-[\"message\","
            + IntStream.range(0, 10).mapToObj(BinaryTest::hole).collect(Collectors.joining(","))
            + "]");
    IntStream.range(0, 10).forEach(i -> packets.add(new byte[] {(byte) i}));

    client.send(packets.toArray());

    assertThat(client.text()).startsWith("4510-[\"message-back\",");
    for (int i = 0; i < 10; i++) {
      assertThat(client.bytes()).containsExactly(i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyBinaryEventsKeepTheirPartsAndTheirOrder(Over transport) {
    Peer client = transport.connect(server);
    for (int i = 0; i < 60; i++) {
      client.send(
          "451-[\"message\"," + i + "," + hole(0) + "]",
          new byte[] {(byte) i},
          "42[\"message\"," + i + "]");
    }

    for (int i = 0; i < 60; i++) {
      assertPacket(client.text(), "451-", "[\"message-back\"," + i + "," + hole(0) + "]");
      assertThat(client.bytes()).containsExactly(i);
      assertThat(client.text()).isEqualTo("42[\"message-back\"," + i + "]");
    }
  }

  @Test
  void aPacketAndItsPartsMayComeInSeveralPosts() {
    PollingPeer client = PollingPeer.connected(server);

    client.send("452-[\"message\"," + hole(0) + "," + hole(1) + "]");
    client.send(FIRST);
    client.assertSilence();
    client.send(SECOND, "42[\"message\",\"next\"]");

    assertThat(client.text()).startsWith("452-");
    assertThat(client.bytes()).isEqualTo(FIRST);
    assertThat(client.bytes()).isEqualTo(SECOND);
    assertThat(client.text()).isEqualTo("42[\"message-back\",\"next\"]");
  }

  @Test
  void aBinaryPartIsBase64InAPollingPayload() {
    PollingPeer client = PollingPeer.connected(server);

    client.post("451-[\"message\"," + hole(0) + "]\u001ebAQIDBA==");

    List<String> packets = PollingPeer.await(client.poll()).packets();
    assertThat(packets).hasSize(2);
    assertThat(packets.get(1)).isEqualTo("bAQIDBA==");
  }

  @Test
  void base64MayBeBrokenIntoLines() {
    PollingPeer client = PollingPeer.connected(server);

    client.post("451-[\"message\"," + hole(0) + "]\u001ebAQ\nIDBA=\n=");

    assertThat(client.text()).startsWith("451-");
    assertThat(client.bytes()).containsExactly(1, 2, 3, 4);
  }

  private static String hole(int number) {
    return "{\"_placeholder\":true,\"num\":" + number + "}";
  }

  private static void assertPacket(String packet, String head, String json) {
    assertThat(packet).startsWith(head + "[");
    assertThat(Json.read(packet.substring(head.length()))).isEqualTo(Json.read(json));
  }
}
