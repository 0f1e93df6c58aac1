package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.socket.Peer.Over;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Socket.IO 5, "Connection to a namespace" and "Disconnection from a namespace". */
@ExtendWith(LeakWatch.class)
class NamespaceTest {

  private static final String REFUSED = "44{\"message\":\"Not authorized\"}";

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @ParameterizedTest
  @EnumSource
  void theMainNamespaceIsConnectedToWithoutPayload(Over transport) {
    Peer client = transport.open(server);

    client.send("40");

    assertConnected(client.text(), "40", client.sid());
    client.exchange(List.of("42[\"auth\"]"), "42[\"auth-back\",{}]");
  }

  @ParameterizedTest
  @EnumSource
  void theMainNamespaceIsConnectedToByName(Over transport) {
    Peer client = transport.open(server);

    client.send("40/,");

    assertConnected(client.text(), "40", client.sid());
    client.exchange(List.of("42/,[\"message\",1]"), "42[\"message-back\",1]");
  }

  @ParameterizedTest
  @EnumSource
  void thePayloadOfAConnectReachesTheListener(Over transport) {
    String payload = "{\"token\":\"1[2]{3}\",\"more\":[1,{\"a\":[true]},\"é😀,/\"]}";
    Peer client = transport.open(server);

    client.send("40" + payload);

    assertConnected(client.text(), "40", client.sid());
    client.send("42[\"auth\"]");
    assertThat(Json.read(client.text().substring(2)).get(1)).isEqualTo(Json.read(payload));
  }

  @ParameterizedTest
  @MethodSource("formsOfCustom")
  void aCustomNamespaceIsConnectedTo(Over transport, String connect, String auth) {
    Peer client = transport.open(server);

    client.send(connect);

    assertConnected(client.text(), "40/custom,", client.sid());
    client.exchange(List.of("42/custom,[\"auth\"]"), "42/custom,[\"auth-back\"," + auth + "]");
  }

  static Stream<Arguments> formsOfCustom() {
    return both(
        new Object[] {"40/custom", "{}"},
        new Object[] {"40/custom,", "{}"},
        new Object[] {"40/custom,{\"token\":\"abc\"}", "{\"token\":\"abc\"}"});
  }

  @ParameterizedTest
  @MethodSource("unknownNamespaces")
  void anUnknownNamespaceIsRefused(Over transport, String connect, String name) {
    Peer client = transport.open(server);

    client.exchange(List.of(connect), "44" + name + ",{\"message\":\"Invalid namespace\"}");
  }

  static Stream<Arguments> unknownNamespaces() {
    return both(
        new Object[] {"40/random", "/random"},
        new Object[] {"40/random,{\"token\":\"abc\"}", "/random"},
        new Object[] {"40/customs,", "/customs"},
        new Object[] {"40/custom/x,", "/custom/x"},
        new Object[] {"40/CUSTOM,", "/CUSTOM"});
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownNamespaceLeavesTheOthersAlone(Over transport) {
    Peer client = transport.connect(server);

    client.exchange(List.of("40/random,"), "44/random,{\"message\":\"Invalid namespace\"}");

    client.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void aClientIsAnnouncedOnceItIsLetInAndNotBefore(Over transport) {
    Peer client = transport.open(server);
    client.assertSilence();
    assertThat(server.announced("", client.sid())).isFalse();

    client.send("40{\"token\":\"refuse\"}");
    assertThat(client.next()).isEqualTo(REFUSED);
    assertThat(server.announced("", client.sid())).isFalse();

    Peer other = transport.connect(server);
    other.assertServed();
    assertThat(server.announced("", other.sid())).isTrue();
    assertThat(server.announced("/custom", other.sid())).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedConnectTellsWhyAndIsClosedSoon(Over transport) {
    Peer client = transport.open(server);
    long start = System.nanoTime();

    client.exchange(List.of("40{\"token\":\"refuse\"}"), REFUSED);

    assertThat(client.awaitEnd()).doesNotContain("41");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedConnectToACustomNamespaceLeavesTheMainOneAlone(Over transport) {
    Peer client = transport.connect(server);

    client.exchange(
        List.of("40/custom,{\"token\":\"refuse\"}"), "44/custom,{\"message\":\"Not authorized\"}");

    client.assertSilence();
    client.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedClientMayTryAgainAtOnce(Over transport) {
    Peer client = transport.open(server);

    client.send("40{\"token\":\"refuse\"}", "40{\"token\":\"right\"}");

    assertThat(client.next()).isEqualTo(REFUSED);
    assertConnected(client.text(), "40", client.sid());
    client.assertSilence();
    client.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void nothingThatARefusedClientSendsIsProcessed(Over transport) {
    String event = "refused over " + transport;
    Peer client = transport.open(server);

    client.provoke("40{\"token\":\"refuse\"}", "42[\"message\",\"" + event + "\"]");

    assertThat(client.next()).isEqualTo(REFUSED);
    assertThat(onlyText(client.awaitEnd())).isSubsetOf("1");
    assertThat(server.heard(event)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("tooSoon")
  void aPacketBeforeTheConnectClosesTheConnectionUnprocessed(Over transport, String packet) {
    Peer bystander = transport.connect(server);
    Peer client = transport.open(server);

    client.provoke(packet);

    assertThat(onlyText(client.awaitEnd())).isSubsetOf("1");
    assertThat(server.heard("too soon")).isFalse();
    bystander.assertServed();
  }

  static Stream<Arguments> tooSoon() {
    return both(
        new Object[] {"42[\"message\",\"too soon\"]"},
        new Object[] {"421[\"message-with-ack\",\"too soon\"]"},
        new Object[] {"42/custom,[\"message\",\"too soon\"]"},
        new Object[] {"42/random,[\"message\",\"too soon\"]"},
        new Object[] {"431[\"too soon\"]"},
        new Object[] {"41"});
  }

  @ParameterizedTest
  @EnumSource
  void aBinaryEventBeforeTheConnectClosesTheConnection(Over transport) {
    Peer client = transport.open(server);

    client.provoke("451-[\"message\",{\"_placeholder\":true,\"num\":0}]", new byte[] {1});

    assertThat(onlyText(client.awaitEnd())).isSubsetOf("1");
  }

  @ParameterizedTest
  @EnumSource
  void anEventToANamespaceThatWasNotConnectedToClosesTheConnection(Over transport) {
    Peer client = transport.connect(server);

    client.provoke("42/custom,[\"message\",\"elsewhere\"]");

    client.awaitEnd();
    assertThat(server.heard("elsewhere")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("secondConnects")
  void aSecondConnectClosesTheConnection(Over transport, String connect) {
    Peer client = transport.connect(server);

    client.provoke(connect);

    client.awaitEnd();
  }

  static Stream<Arguments> secondConnects() {
    return both(new Object[] {"40"}, new Object[] {"40{\"token\":\"x\"}"}, new Object[] {"40/,"});
  }

  @ParameterizedTest
  @EnumSource
  void namespacesAreKeptApart(Over transport) {
    Peer client = transport.connect(server);
    client.send("40/custom,{\"token\":\"custom\"}");
    assertConnected(client.text(), "40/custom,", client.sid());

    client.exchange(
        List.of(
            "42[\"message\",\"main\"]",
            "42/custom,[\"message\",\"custom\"]",
            "427[\"message-with-ack\",\"main\"]",
            "42/custom,7[\"message-with-ack\",\"custom\"]",
            "42[\"auth\"]",
            "42/custom,[\"auth\"]"),
        "42[\"message-back\",\"main\"]",
        "42/custom,[\"message-back\",\"custom\"]",
        "437[\"main\"]",
        "43/custom,7[\"custom\"]",
        "42[\"auth-back\",{}]",
        "42/custom,[\"auth-back\",{\"token\":\"custom\"}]");
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void everyConnectionHasAnIdOfItsOwn(Over transport) {
    Peer client = transport.open(server);
    client.send("40", "40/custom,");

    String main = id(client.text(), "40");
    String custom = id(client.text(), "40/custom,");

    assertThat(List.of(main, custom, client.sid())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void leavingOneNamespaceLeavesTheOtherAlone(Over transport) {
    Peer client = transport.open(server);
    client.send("40", "40/custom");
    client.next();
    client.next();

    client.send("41/custom,");

    client.assertSilence();
    client.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void aNamespaceThatWasLeftCanBeConnectedToAgain(Over transport) {
    Peer client = transport.open(server);
    client.send("40{\"token\":\"first\"}");
    String first = id(client.text(), "40");

    client.send("41", "40{\"token\":\"second\"}");

    assertThat(id(client.text(), "40")).isNotEqualTo(first);
    client.exchange(List.of("42[\"auth\"]"), "42[\"auth-back\",{\"token\":\"second\"}]");
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsProcessedForANamespaceThatWasLeft(Over transport) {
    String event = "left over " + transport;
    Peer client = transport.connect(server);

    client.provoke("41", "42[\"message\",\"" + event + "\"]");

    client.awaitEnd();
    assertThat(server.heard(event)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatIsDisconnectedIsToldSoInEveryNamespace(Over transport) {
    Peer client = transport.open(server);
    client.send("40", "40/custom");
    client.next();
    client.next();

    client.send("42[\"disconnect-me\"]");

    List<Object> farewell = new ArrayList<>(client.awaitEnd());
    farewell.remove("1");
    assertThat(farewell).containsExactlyInAnyOrder("41", "41/custom,");
    await().until(() -> !server.isOpen(client.sid()));
  }

  private static void assertConnected(String packet, String head, String sid) {
    assertThat(id(packet, head)).isNotEmpty().isNotEqualTo(sid);
  }

  private static String id(String packet, String head) {
    assertThat(packet).startsWith(head + "{");
    assertThat(Json.read(packet.substring(head.length())).fieldNames())
        .toIterable()
        .containsExactly("sid");
    return Json.read(packet.substring(head.length())).get("sid").textValue();
  }

  private static List<String> onlyText(List<Object> packets) {
    return packets.stream().map(String.class::cast).toList();
  }

  /** Each row over each transport. */
  private static Stream<Arguments> both(Object[]... rows) {
    return Stream.of(Over.values())
        .flatMap(
            transport ->
                Stream.of(rows)
                    .map(
                        row -> {
                          List<Object> arguments = new ArrayList<>(List.of(row));
                          arguments.add(0, transport);
                          return Arguments.of(arguments.toArray());
                        }));
  }
}
