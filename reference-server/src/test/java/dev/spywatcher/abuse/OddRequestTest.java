package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are rare or wrong are answered as HTTP asks, and never with a session too many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddRequestTest {

  private static final String END = "\r\n\r\n";
  private static final String WEBSOCKET_HEADERS =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private RunningServer server;

  @BeforeAll
  void start() {
    server = RunningServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> odd() {
    String get = "GET " + Requests.POLLING + " HTTP/1.1\r\n";
    String post = "POST " + Requests.POLLING + "&sid=x HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of("HTTP/1.0 without Host", 200, "GET " + Requests.POLLING + " HTTP/1.0" + END),
        Arguments.of("no Host", 200, get + "\r\n"),
        Arguments.of("two Hosts", 200, get + "Host: a\r\nHost: b" + END),
        Arguments.of("empty lines first", 200, "\r\n\r\n" + get + "\r\n"),
        Arguments.of("a body on GET", 200, get + "Content-Length: 3" + END + "abc"),
        Arguments.of(
            "more parameters",
            200,
            "GET " + Requests.POLLING + "&t=x&b64=0&a[]=%00 HTTP/1.1" + END),
        Arguments.of(
            "absolute form",
            200,
            "GET http://x:1" + Requests.POLLING + " HTTP/1.1\r\nHost: x:1" + END),
        Arguments.of("HEAD", 400, "HEAD " + Requests.POLLING + " HTTP/1.1" + END),
        Arguments.of(
            "PUT", 400, "PUT " + Requests.POLLING + " HTTP/1.1\r\nContent-Length: 1" + END + "4"),
        Arguments.of("DELETE", 400, "DELETE " + Requests.POLLING + "&sid=x HTTP/1.1" + END),
        Arguments.of("OPTIONS", 400, "OPTIONS " + Requests.POLLING + " HTTP/1.1" + END),
        Arguments.of("OPTIONS *", 404, "OPTIONS * HTTP/1.1" + END),
        Arguments.of("CONNECT", 404, "CONNECT x:1 HTTP/1.1" + END),
        Arguments.of("TRACE", 400, "TRACE " + Requests.POLLING + " HTTP/1.1" + END),
        Arguments.of("an unknown method", 400, "BREW " + Requests.POLLING + " HTTP/1.1" + END),
        Arguments.of("a lower-case method", 400, "get " + Requests.POLLING + " HTTP/1.1" + END),
        Arguments.of(
            "bad percent-encoding",
            400,
            "GET /socket.io/?EIO=4&transport=polling%zz HTTP/1.1" + END),
        Arguments.of(
            "bad percent-encoding beside",
            400,
            "GET " + Requests.POLLING + "&x=%zz HTTP/1.1" + END),
        Arguments.of(
            "cut percent-encoding", 400, "GET " + Requests.POLLING + "&x=% HTTP/1.1" + END),
        Arguments.of(
            "bad percent-encoding in the path", 404, "GET /socket.io%zz/?EIO=4 HTTP/1.1" + END),
        Arguments.of(
            "POST with bad percent-encoding",
            400,
            "POST /socket.io/?%zz HTTP/1.1\r\nContent-Length: 0" + END),
        Arguments.of("parameters without names", 400, "GET /socket.io/?=&=&&& HTTP/1.1" + END),
        Arguments.of("an empty sid", 400, "GET " + Requests.POLLING + "&sid= HTTP/1.1" + END),
        Arguments.of(
            "a sid like a path", 400, "GET " + Requests.POLLING + "&sid=../../etc HTTP/1.1" + END),
        Arguments.of(
            "a transport of capitals",
            400,
            "GET /socket.io/?EIO=4&transport=POLLING HTTP/1.1" + END),
        Arguments.of("another path", 404, "GET /socket.io?EIO=4&transport=polling HTTP/1.1" + END),
        Arguments.of(
            "dots in the path", 404, "GET /x/../socket.io/?EIO=4&transport=polling HTTP/1.1" + END),
        Arguments.of("a negative length", 400, post + "Content-Length: -1" + END),
        Arguments.of("a length that is no number", 400, post + "Content-Length: x" + END),
        Arguments.of(
            "a length beyond numbers", 400, post + "Content-Length: 99999999999999999999" + END),
        Arguments.of("a huge length", 413, post + "Content-Length: 9999999999" + END),
        Arguments.of(
            "two lengths", 400, post + "Content-Length: 1\r\nContent-Length: 2" + END + "4"),
        Arguments.of("a bad chunk", 400, post + "Transfer-Encoding: chunked" + END + "zz\r\n"),
        Arguments.of("an unknown sid", 400, post + "Content-Length: 1" + END + "4"),
        Arguments.of(
            "chunks to an unknown sid",
            400,
            post + "Transfer-Encoding: chunked" + END + "1\r\n4\r\n0" + END),
        Arguments.of("long headers", 400, get + "X: " + "x".repeat(100_000) + END),
        Arguments.of("many headers", 400, get + "X: y\r\n".repeat(10_000) + "\r\n"),
        Arguments.of(
            "a long URI",
            400,
            "GET " + Requests.POLLING + "&x=" + "x".repeat(100_000) + " HTTP/1.1" + END),
        Arguments.of("no URI", 400, "GET HTTP/1.1" + END),
        Arguments.of("rubbish", 400, "\u0000\u0001\u0002" + END),
        Arguments.of("TLS on a plain port", 400, "\u0016\u0003\u0001\u0002\u0000\u0001" + END),
        Arguments.of("HTTP/2", 404, "PRI * HTTP/2.0" + END + "SM" + END),
        Arguments.of("a header without a name", 400, get + ": x" + END),
        Arguments.of("a control character in a header", 400, get + "X: a\u0000b" + END),
        Arguments.of(
            "a websocket without a key",
            400,
            "GET "
                + Requests.WEBSOCKET
                + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + END),
        Arguments.of(
            "a websocket of an old version",
            400,
            "GET "
                + Requests.WEBSOCKET
                + " HTTP/1.1\r\n"
                + WEBSOCKET_HEADERS.replace("13", "8")
                + "\r\n"),
        Arguments.of(
            "a websocket by POST",
            400,
            "POST " + Requests.WEBSOCKET + " HTTP/1.1\r\n" + WEBSOCKET_HEADERS + "\r\n"),
        Arguments.of(
            "a websocket with a body",
            101,
            "GET "
                + Requests.WEBSOCKET
                + " HTTP/1.1\r\nContent-Length: 3\r\n"
                + WEBSOCKET_HEADERS
                + "\r\nabc"),
        Arguments.of(
            "a websocket for an unknown sid",
            400,
            "GET " + Requests.WEBSOCKET + "&sid=x HTTP/1.1\r\n" + WEBSOCKET_HEADERS + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void anOddRequestIsAnswered(String name, int status, String request) {
    try (LogWatch log = LogWatch.begin();
        Wire wire = Wire.to(server.address())) {
      wire.tryWrite(Abuse.bytes(request));

      Answer answer = wire.answer();

      assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
      if (status != 101) {
        assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
        assertThat(wire.endsWithin(Duration.ofSeconds(10))).isTrue();
      }
      assertThat(log.faultsOf("dev.spywatcher")).isEmpty();
    }
  }

  @Test
  void aPostInChunksIsTaken() {
    PollingClient client = PollingClient.open(server.address());
    String packet = "40{\"token\":\"" + server.token("u") + "\"}";
    try (Wire wire = Wire.to(server.address())) {
      wire.write("POST " + client.target() + " HTTP/1.1\r\nTransfer-Encoding: chunked" + END);
      for (String part : new String[] {packet.substring(0, 1), packet.substring(1)}) {
        wire.write(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
      }

      assertThat(wire.exchange("0" + END).body()).isEqualTo("ok");
    }
    assertThat(client.packet()).startsWith("40{");
  }

  @Test
  void aPostThatWaitsToBeAskedForItsBodyIsTaken() {
    PollingClient client = PollingClient.open(server.address());
    String packet = "40{\"token\":\"" + server.token("u") + "\"}";
    try (Wire wire = Wire.to(server.address())) {
      wire.write(
          "POST "
              + client.target()
              + " HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: "
              + packet.length()
              + END);
      Answer answer = wire.exchange(packet);
      if (answer.status() == 100) {
        assertThat(answer.header("connection")).isEmpty();
        answer = wire.answer();
      }

      assertThat(answer.body()).isEqualTo("ok");
    }
    assertThat(client.packet()).startsWith("40{");
  }

  @Test
  void onlyTheFirstOfPipelinedRequestsIsServed() {
    try (RunningServer own = RunningServer.start();
        Wire wire = Wire.to(own.address())) {
      wire.write(Requests.get(Requests.POLLING).repeat(10));

      assertThat(wire.rest()).containsOnlyOnce("HTTP/1.1 200");
      await()
          .during(Duration.ofMillis(200))
          .untilAsserted(() -> assertThat(own.innards().sessions()).isOne());
    }
  }

  @Test
  void whatComesBehindAWebsocketHandshakeIsNoRequest() {
    try (RunningServer own = RunningServer.start();
        Wire wire = Wire.to(own.address())) {
      wire.write(Requests.upgrade(Requests.WEBSOCKET) + Requests.get(Requests.POLLING));

      assertThat(wire.endsWithin(Duration.ofSeconds(10))).isTrue();
      await()
          .untilAsserted(
              () ->
                  assertThat(own.innards().clients())
                      .containsEntry("sessions", 0)
                      .containsEntry("slots of addresses", 0));
    }
  }
}
