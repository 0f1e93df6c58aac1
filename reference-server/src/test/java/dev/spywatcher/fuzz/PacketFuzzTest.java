package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.abuse.Answer;
import dev.spywatcher.abuse.PollingClient;
import dev.spywatcher.abuse.Requests;
import dev.spywatcher.abuse.WebSocketClient;
import dev.spywatcher.abuse.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever packets a client sends, they end its own session at most. */
class PacketFuzzTest {

  private static final int INPUTS = 600;

  @Test
  void onAWebsocket() {
    try (Canary canary = new Canary()) {
      Fuzz.run("packets on websockets", INPUTS, random -> websocket(canary, random));
    }
  }

  private static void websocket(Canary canary, SplittableRandom random) {
    try (Wire wire = Wire.to(canary.server().address())) {
      wire.write(Requests.upgrade(Requests.WEBSOCKET));
      if (random.nextInt(3) > 0) {
        wire.tryWrite(
            WebSocketClient.frame("40{\"token\":\"" + canary.server().token("u") + "\"}"));
      }
      int packets = random.nextInt(10);
      for (int i = 0; i < packets; i++) {
        wire.tryWrite(frame(random));
      }
      String said = wire.lastWords(new byte[0]);
      assertThat(said).matches("(?s)|HTTP/1\\.1 101.*");
      if (random.nextBoolean()) {
        wire.reset();
      }
    }
    canary.sing();
  }

  private static byte[] frame(SplittableRandom random) {
    byte[] packet = Mutation.of(Packets.VALID, random).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> WebSocketClient.frame(0x82, Mutation.noise(random, 100));
      case 1 -> WebSocketClient.frame(random.nextInt(256), packet);
      case 2 -> WebSocketClient.frame(0x81, Mutation.noise(random, 50));
      case 3 -> Mutation.noise(random, 40);
      default -> WebSocketClient.frame(0x81, packet);
    };
  }

  @Test
  void inAPayloadOfAPost() {
    try (Canary canary = new Canary()) {
      Fuzz.run("packets in POSTs", INPUTS, random -> post(canary, random));
    }
  }

  private static void post(Canary canary, SplittableRandom random) {
    PollingClient client = PollingClient.open(canary.server().address());
    if (random.nextInt(3) > 0) {
      client.send("40{\"token\":\"" + canary.server().token("u") + "\"}");
    }
    List<String> packets = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      packets.add(
          random.nextInt(5) == 0
              ? "b" + Mutation.of(List.of("AAEC", "/+==", "QUJD\n", ""), random)
              : Mutation.of(Packets.VALID, random));
    }
    String payload = String.join("\u001e", packets);
    Answer answer = client.post(payload);
    assertThat(answer.status()).as(PacketParserFuzzTest.shown(payload)).isIn(200, 400, 413);
    canary.sing();
  }
}
