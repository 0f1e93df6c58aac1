package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages may talk to the server (CONN-8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {

  private static final String APP = "https://app.example";
  private static final String LOCAL = "http://localhost:5173";

  private RunningServer server;

  @BeforeAll
  void start() {
    server = RunningServer.start(options -> options.corsOrigins(List.of(APP, LOCAL)));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Answer exchange(String request) {
    try (Wire wire = Wire.to(server.address())) {
      return wire.exchange(request);
    }
  }

  private static void assertAdmits(Answer answer, String origin) {
    assertThat(answer.header("access-control-allow-origin"))
        .as(answer.toString())
        .isEqualTo(origin);
    assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(answer.header("vary")).containsIgnoringCase("origin");
  }

  private static void assertAdmitsNobody(Answer answer) {
    assertThat(answer.status()).isNotZero();
    assertThat(answer.headers().keySet())
        .as(answer.toString())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, LOCAL})
  void eachConfiguredOriginGetsItselfBackOnEveryRequest(String origin) {
    String header = "Origin: " + origin;
    Answer handshake = exchange(Requests.get(Requests.POLLING, header));
    assertAdmits(handshake, origin);
    String target =
        Requests.POLLING + "&sid=" + handshake.body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    String connect = "40{\"token\":\"" + server.token("u") + "\"}";

    Answer post = exchange(Requests.post(target, connect, header));
    Answer poll = exchange(Requests.get(target, header));

    assertThat(post.body()).isEqualTo("ok");
    assertAdmits(post, origin);
    assertThat(poll.body()).startsWith("40{");
    assertAdmits(poll, origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, LOCAL})
  void aPreflightOfAConfiguredOriginIsAnswered(String origin) {
    for (String method : List.of("GET", "POST")) {
      Answer answer = exchange(preflight(origin, method));

      assertThat(answer.status()).isBetween(200, 204);
      assertAdmits(answer, origin);
      assertThat(answer.header("access-control-allow-methods")).contains("GET").contains("POST");
      assertThat(answer.header("access-control-allow-headers"))
          .containsIgnoringCase("content-type")
          .containsIgnoringCase("authorization");
    }
  }

  private static String preflight(String origin, String method) {
    return Requests.request(
        "OPTIONS",
        Requests.POLLING,
        "",
        "Origin: " + origin,
        "Access-Control-Request-Method: " + method,
        "Access-Control-Request-Headers: content-type, authorization");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "NULL",
        "",
        "https://app.example.evil.example",
        "https://app.example:444",
        "http://app.example",
        "https://app.example/",
        "https://sub.app.example",
        "https://app.example, http://localhost:5173",
        "*"
      })
  void noOtherOriginIsAdmitted(String origin) {
    assertAdmitsNobody(exchange(Requests.get(Requests.POLLING, "Origin: " + origin)));
    assertAdmitsNobody(
        exchange(Requests.post(Requests.POLLING + "&sid=x", "", "Origin: " + origin)));
    assertAdmitsNobody(exchange(preflight(origin, "POST")));
  }

  @Test
  void aPreflightMakesNoSession() {
    try (RunningServer quiet = RunningServer.start()) {
      for (int i = 0; i < 20; i++) {
        try (Wire wire = Wire.to(quiet.address())) {
          wire.exchange(preflight(APP, "POST"));
        }
      }

      assertThat(quiet.innards().clients()).containsEntry("sessions", 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /socket.io/?EIO=3&transport=polling",
        "GET /socket.io/?EIO=4&transport=carrier-pigeon",
        "GET /socket.io/?EIO=4&transport=polling&sid=none",
        "GET /socket.io/?EIO=4&transport=websocket",
        "GET /elsewhere",
        "POST /socket.io/?EIO=4&transport=polling",
        "DELETE /socket.io/?EIO=4&transport=polling",
        "GET /socket.io/?%zz"
      })
  void aBrowserMayReadWhyItsRequestWasRefused(String request) {
    Answer answer = exchange(request + " HTTP/1.1\r\nOrigin: " + APP + "\r\n\r\n");

    assertThat(answer.status()).isBetween(400, 404);
    assertAdmits(answer, APP);
    assertThat(answer.json().has("message")).isTrue();
  }

  @Test
  void aBrowserMayReadThatItsPostWasTooLarge() {
    PollingClient client = PollingClient.open(server.address());

    Answer answer = exchange(Requests.post(client.target(), "x".repeat(70_000), "Origin: " + APP));

    assertThat(answer.status()).isEqualTo(413);
    assertAdmits(answer, APP);
  }

  @Test
  void aBrowserMayReadThatItsPostsOverlapped() {
    PollingClient client = PollingClient.open(server.address());
    try (Wire first = Wire.to(server.address())) {
      first.write("POST " + client.target() + " HTTP/1.1\r\nContent-Length: 5\r\n\r\n4");
      await().until(() -> server.innards().posting() > 0);

      Answer answer = exchange(Requests.post(client.target(), "3", "Origin: " + APP));

      assertThat(answer.status()).isEqualTo(400);
      assertAdmits(answer, APP);
    }
  }

  @Test
  void aWebsocketOfAnyOriginIsOpenedSinceItsTokenDecides() {
    try (WebSocketClient client =
        WebSocketClient.open(Wire.to(server.address()), "Origin: https://evil.example")) {
      client.authenticate(server.token("u")).assertServed();
    }
  }

  @Test
  void whereAnyOriginIsAllowedEachGetsItselfBackAndNullDoesNot() {
    try (RunningServer open = RunningServer.start(options -> options.corsOrigins(List.of("*")));
        Wire one = Wire.to(open.address());
        Wire none = Wire.to(open.address());
        Wire asking = Wire.to(open.address());
        Wire plain = Wire.to(open.address())) {
      assertAdmits(
          one.exchange(Requests.get(Requests.POLLING, "Origin: https://any.example")),
          "https://any.example");
      assertAdmits(asking.exchange(preflight("https://any.example", "GET")), "https://any.example");
      assertThat(
              none.exchange(Requests.get(Requests.POLLING, "Origin: null"))
                  .header("access-control-allow-origin"))
          .isNotEqualTo("null");
      assertThat(plain.exchange(Requests.get(Requests.POLLING)).status()).isEqualTo(200);
    }
  }
}
