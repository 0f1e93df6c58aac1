package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.abuse.PollingClient;
import dev.spywatcher.abuse.Requests;
import dev.spywatcher.abuse.WebSocketClient;
import dev.spywatcher.abuse.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever packets a client sends, they end its own session at most. */
class PacketFuzzTest {

  private static final int INPUTS = 600;

  private static final List<String> PROBING =
      Stream.concat(Stream.of("2probe", "5", "2probe", "5"), Packets.VALID.stream()).toList();

  @Test
  void onAWebsocket() {
    try (Canary canary = new Canary()) {
      Fuzz.run("packets on websockets", INPUTS, input -> websocket(canary, input));
    }
  }

  private static void websocket(Canary canary, Input input) {
    try (Wire wire = Wire.to(canary.server().address())) {
      wire.write(Requests.upgrade(Requests.WEBSOCKET));
      if (input.random.nextInt(3) > 0) {
        wire.tryWrite(WebSocketClient.frame(connect(canary)));
      }
      sendFrames(wire, input, Packets.VALID, "(?s)|HTTP/1\\.1 101.*");
    }
    canary.sing();
  }

  /** Sends a few frames; unless it resets the connection then, it must end with these words. */
  private static void sendFrames(Wire wire, Input input, List<String> corpus, String words) {
    int packets = input.random.nextInt(10);
    for (int i = 0; i < packets; i++) {
      wire.tryWrite(input.sent(frame(input.random, corpus)));
    }
    boolean reset = input.random.nextInt(4) == 0;
    if (!reset) {
      assertThat(wire.lastWords(new byte[0])).matches(words);
    }
    wire.reset();
  }

  private static byte[] frame(SplittableRandom random, List<String> corpus) {
    byte[] packet = Mutation.of(corpus, random).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> WebSocketClient.frame(0x82, Mutation.noise(random, 100));
      case 1 -> WebSocketClient.frame(random.nextInt(256), packet);
      case 2 -> WebSocketClient.frame(0x81, Mutation.noise(random, 50));
      case 3 -> Mutation.noise(random, 40);
      default -> WebSocketClient.frame(0x81, packet);
    };
  }

  @Test
  void onAWebsocketThatIsTried() {
    try (Canary canary = new Canary()) {
      Fuzz.run("packets during upgrades", INPUTS, input -> upgrade(canary, input));
    }
  }

  private static void upgrade(Canary canary, Input input) {
    PollingClient client = PollingClient.open(canary.server().address());
    if (input.random.nextBoolean()) {
      client.send(connect(canary));
    }
    try (Wire poll = Wire.to(canary.server().address());
        Wire wire = Wire.to(canary.server().address())) {
      if (input.random.nextBoolean()) {
        poll.tryWrite(Requests.get(client.target()).getBytes(StandardCharsets.US_ASCII));
      }
      String request = Requests.upgrade(Requests.WEBSOCKET + "&sid=" + client.sid());
      assertThat(wire.exchange(request).status()).isEqualTo(101);
      if (input.random.nextInt(3) > 0) {
        wire.tryWrite(WebSocketClient.frame("2probe"));
      }
      if (input.random.nextInt(3) == 0) {
        post(client, input);
      }
      if (input.random.nextInt(3) > 0) {
        wire.tryWrite(WebSocketClient.frame("5"));
      }
      sendFrames(wire, input, PROBING, "(?s).*");
    }
    canary.sing();
  }

  @Test
  void inAPayloadOfAPost() {
    try (Canary canary = new Canary()) {
      Fuzz.run(
          "packets in POSTs",
          INPUTS,
          input -> {
            PollingClient client = PollingClient.open(canary.server().address());
            if (input.random.nextInt(3) > 0) {
              client.send(connect(canary));
            }
            post(client, input);
            canary.sing();
          });
    }
  }

  private static void post(PollingClient client, Input input) {
    List<String> packets = new ArrayList<>();
    int count = input.random.nextInt(6);
    for (int i = 0; i < count; i++) {
      packets.add(
          input.random.nextInt(5) == 0
              ? "b" + Mutation.of(List.of("AAEC", "/+==", "QUJD\n", ""), input.random)
              : Mutation.of(Packets.VALID, input.random));
    }
    String payload = input.sent(String.join("\u001e", packets));
    assertThat(client.post(payload).status()).isIn(200, 400, 413);
  }

  private static String connect(Canary canary) {
    return "40{\"token\":\"" + canary.server().token("u") + "\"}";
  }
}
