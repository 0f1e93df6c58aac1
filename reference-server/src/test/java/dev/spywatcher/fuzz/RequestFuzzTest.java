package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.abuse.PollingClient;
import dev.spywatcher.abuse.Requests;
import dev.spywatcher.abuse.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever comes in place of a request, it is answered or its connection ends. */
class RequestFuzzTest {

  private static final int INPUTS = 1_000;

  /** Requests of a polling client, and of one that upgrades. */
  private static List<String> corpus(String sid) {
    String polling = Requests.POLLING + "&sid=" + sid;
    return List.of(
        Requests.get(Requests.POLLING),
        Requests.get(Requests.POLLING, "Origin: https://app.example", "Cookie: io=1"),
        Requests.get(Requests.POLLING, "X-Forwarded-For: 1.2.3.4, [::1]:80"),
        Requests.get(polling),
        Requests.get("http://x" + Requests.POLLING),
        Requests.post(polling, "40{\"token\":\"a\"}"),
        Requests.post(polling, "42[\"subscribe:guild\",\"g\"]\u001e3\u001e42[\"x\"]"),
        Requests.post(polling, "451-[\"x\",{\"_placeholder\":true,\"num\":0}]\u001ebAAEC"),
        Requests.post(polling, "40", "Transfer-Encoding: chunked"),
        Requests.request("POST", polling, "2\r\n40\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        Requests.request(
            "OPTIONS",
            polling,
            "",
            "Origin: https://app.example",
            "Access-Control-Request-Method: POST"),
        Requests.upgrade(Requests.WEBSOCKET),
        Requests.upgrade(Requests.WEBSOCKET + "&sid=" + sid),
        Requests.upgrade(Requests.WEBSOCKET, "Sec-WebSocket-Extensions: permessage-deflate"));
  }

  @Test
  void whatIsNearlyARequestIsAnsweredOrCutOff() {
    try (Canary canary = new Canary()) {
      Fuzz.run(
          "requests",
          INPUTS,
          input -> {
            String sid = sid(canary, input.random);
            String request = Mutation.of(corpus(sid), input.random);
            send(canary, input, bytes(request, input.random));
          });
    }
  }

  @Test
  void noiseIsAnsweredOrCutOff() {
    try (Canary canary = new Canary()) {
      Fuzz.run(
          "noise", INPUTS / 5, input -> send(canary, input, Mutation.noise(input.random, 2_000)));
    }
  }

  /** Of a session now and then, with or without a token, that it may be reached. */
  private static String sid(Canary canary, SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> PollingClient.open(canary.server().address()).sid();
      case 1 -> PollingClient.connect(canary.server(), "u").subscribe("g").sid();
      default -> "00000000-0000-0000-0000-000000000000";
    };
  }

  private static byte[] bytes(String text, SplittableRandom random) {
    return text.getBytes(
        random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Sends a request, whole or in two pieces. */
  private static void send(Canary canary, Input input, byte[] request) {
    int cut = input.random.nextBoolean() ? 0 : input.random.nextInt(request.length + 1);
    input.sent(request);
    try (Wire wire = Wire.to(canary.server().address())) {
      if (cut > 0) {
        wire.tryWrite(Arrays.copyOf(request, cut));
      }
      String answer = wire.lastWords(Arrays.copyOfRange(request, cut, request.length));
      assertThat(answer).matches("(?s)|HTTP/1\\.[01] [1-4].*");
    }
    canary.sing();
  }
}
