package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4, "Handshake". */
@ExtendWith(LeakWatch.class)
class HandshakeTest {

  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  @RegisterExtension
  static final EchoServer server =
      EchoServer.patient()
          .heartbeat(Duration.ofSeconds(21), Duration.ofSeconds(43))
          .maxPayload(123_456)
          .start();

  @Test
  void aPollingHandshakeIsAnsweredWithAnOpenPacket() {
    JsonNode open = PollingPeer.open(server).handshake();

    assertThat(open.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
    assertThat(open.get("sid").isTextual()).isTrue();
    assertThat(open.get("upgrades").toString()).isEqualTo("[\"websocket\"]");
    assertThat(open.get("pingInterval").toString()).isEqualTo("21000");
    assertThat(open.get("pingTimeout").toString()).isEqualTo("43000");
    assertThat(open.get("maxPayload").toString()).isEqualTo("123456");
  }

  @Test
  void aWebsocketHandshakeIsAnsweredWithAnOpenPacketThatOffersNoUpgrade() {
    JsonNode open = WebSocketPeer.open(server).handshake();

    assertThat(open.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
    assertThat(open.get("sid").isTextual()).isTrue();
    assertThat(open.get("upgrades").toString()).isEqualTo("[]");
    assertThat(open.get("pingInterval").toString()).isEqualTo("21000");
    assertThat(open.get("pingTimeout").toString()).isEqualTo("43000");
    assertThat(open.get("maxPayload").toString()).isEqualTo("123456");
  }

  @Test
  void theOpenPacketIsPlainTextInUtf8() {
    Answer answer = server.http("GET", POLLING);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(answer.body()).startsWith("0{");
    closeSessionOf(answer);
  }

  @Test
  void theWebsocketIsAcceptedAsRfc6455Demands() {
    Answer answer = WebSocketPeer.open(server).answer();

    assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(answer.header("upgrade")).isEqualToIgnoringCase("websocket");
    assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
    assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
  }

  @Test
  void everyHandshakeOpensASessionOfItsOwn() {
    Set<String> sids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      sids.add(PollingPeer.open(server).sid());
      sids.add(WebSocketPeer.open(server).sid());
    }

    assertThat(sids).hasSize(20).allMatch(server::isOpen);
  }

  @Test
  void aCookieDoesNotChooseTheSid() {
    String wanted = "11111111-2222-3333-4444-555555555555";
    String request =
        HttpWire.request("GET", POLLING, "")
            .replace("\r\n\r\n", "\r\nCookie: io=" + wanted + "\r\nio: " + wanted + "\r\n\r\n");

    Answer answer = server.connect().write(request).answer();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(wanted);
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
    closeSessionOf(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t=N8hyd6w", "b64=1", "disconnect=1", "token=abc", "foo=%20&foo=b"})
  void otherQueryParametersChangeNothing(String parameter) {
    Answer answer = server.http("GET", POLLING + "&" + parameter);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("0{\"sid\":\"");
    closeSessionOf(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /socket.io/?EIO=4, 0, Transport unknown",
    "GET, /socket.io/?EIO=4&transport=, 0, Transport unknown",
    "GET, /socket.io/?EIO=4&transport=abc, 0, Transport unknown",
    "GET, /socket.io/?EIO=4&transport=flashsocket, 0, Transport unknown",
    "GET, /socket.io/?EIO=4&transport=POLLING, 0, Transport unknown",
    "GET, /socket.io/?EIO=4&transport=%zz, 0, Transport unknown",
    "GET, /socket.io/, 0, Transport unknown",
    "GET, /socket.io/?transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=abc&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=2&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=3&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=5&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=44&transport=polling, 5, Unsupported protocol version",
    "GET, /socket.io/?EIO=4&transport=polling&j=0, 3, Bad request",
    "POST, /socket.io/?EIO=4&transport=polling, 2, Bad handshake method",
    "PUT, /socket.io/?EIO=4&transport=polling, 2, Bad handshake method",
    "DELETE, /socket.io/?EIO=4&transport=polling, 2, Bad handshake method",
    "PATCH, /socket.io/?EIO=4&transport=polling, 2, Bad handshake method",
    "OPTIONS, /socket.io/?EIO=4&transport=polling, 2, Bad handshake method",
    "GET, /socket.io/?EIO=4&transport=websocket, 3, Bad request"
  })
  void aHandshakeThatBreaksTheProtocolIsRefused(
      String method, String target, int code, String message) {
    Answer answer = server.http(method, target);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.json())
        .isEqualTo(Json.read("{\"code\":" + code + ",\"message\":\"" + message + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EIO=3&transport=websocket",
        "EIO=abc&transport=websocket",
        "transport=websocket",
        "EIO=4&transport=abc",
        "EIO=4"
      })
  void aWebsocketHandshakeThatBreaksTheProtocolIsRefused(String query) {
    assertThat(WebSocketPeer.dial(server, query).answer().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Upgrade: websocket",
        "Connection: Upgrade"
      })
  void aWebsocketHandshakeNeedsEveryHeader(String header) {
    String request = WebSocketPeer.upgradeRequest("/socket.io/?EIO=4&transport=websocket");

    Answer answer = server.connect().write(request.replace(header + "\r\n", "")).answer();

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/engine.io/", "/socket.io", "/socket.iox/", "/socket.io/more"})
  void anotherPathIsNotFound(String path) {
    assertThat(server.http("GET", path + "?EIO=4&transport=polling").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NONSENSE\r\n\r\n", "GET  \r\n\r\n", "\u0016\u0003\u0001\u0002abc\r\n\r\n"})
  void whatIsNotHttpIsRefusedAndDisturbsNobody(String nonsense) {
    Peer bystander = WebSocketPeer.connected(server);

    Answer answer = server.connect().write(nonsense).answer();

    assertThat(answer.status()).isIn(0, 400, 404);
    bystander.assertServed();
  }

  @Test
  void aRefusedHandshakeLeavesNoSession() {
    try (EchoServer fresh = EchoServer.start()) {
      fresh.http("GET", "/socket.io/?EIO=3&transport=polling");
      fresh.http("POST", POLLING, "40");
      WebSocketPeer.dial(fresh, "EIO=3&transport=websocket");

      assertThat(fresh.sessions()).isZero();
    }
  }

  private static void closeSessionOf(Answer answer) {
    String sid = Json.read(answer.body().substring(1)).get("sid").textValue();
    server.http("POST", POLLING + "&sid=" + sid, "1");
  }
}
