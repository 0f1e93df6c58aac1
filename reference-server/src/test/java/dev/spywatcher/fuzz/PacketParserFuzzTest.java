package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever text comes, the parser makes a well-formed packet of it or refuses it. */
class PacketParserFuzzTest {

  private static final int INPUTS = 200_000;

  private static final List<String> RESERVED =
      List.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private static final List<String> BINARY =
      Packets.VALID.stream()
          .filter(packet -> packet.startsWith("45") || packet.startsWith("46"))
          .toList();

  @Test
  void everyPacketOfTheCorpusIsWellFormed() throws Exception {
    for (String packet : Packets.VALID) {
      assertWellFormed(Reader.parse(packet));
    }
  }

  @Test
  void whatIsNearlyAPacketIsOneOrRefused() {
    Fuzz.run(
        "the parser",
        INPUTS,
        input -> tryOut(input.sent(Mutation.of(Packets.VALID, input.random))));
  }

  @Test
  void noiseIsAPacketOrRefused() {
    Fuzz.run(
        "the parser",
        INPUTS / 4,
        input -> {
          String prefix = input.random.nextBoolean() ? "4" + input.random.nextInt(7) : "";
          String noise = new String(Mutation.noise(input.random, 60), StandardCharsets.UTF_8);
          tryOut(input.sent(prefix + noise));
        });
  }

  @Test
  void deepNestingIsRefusedAndOverflowsNothing() {
    Fuzz.run(
        "the parser",
        100,
        input -> {
          int depth = input.random.nextInt(30_000);
          String open = Mutation.one(List.of("[", "{\"a\":", "[[", "[{\"a\":["), input.random);
          String close = input.random.nextBoolean() ? "]".repeat(depth) : "";
          tryOut(input.sent("42[\"x\"," + open.repeat(depth) + close));
        });
  }

  private static void tryOut(String text) {
    try {
      assertWellFormed(Reader.parse(text));
    } catch (Reader.Refused e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(100);
    }
  }

  static void assertWellFormed(Object packet) {
    Object announced = Reader.component(packet, "message");
    if (announced != null) {
      check(Reader.component(packet, "attachments") instanceof Integer n && n >= 1 && n <= 10);
      assertWellFormed(announced);
      return;
    }
    if (Reader.component(packet, "namespace") instanceof String namespace) {
      check(namespace.isEmpty() || namespace.startsWith("/") && namespace.length() > 1);
    }
    check(!RESERVED.contains(String.valueOf(Reader.component(packet, "name"))));
    if (Reader.component(packet, "ackId") instanceof Long ackId) {
      check(ackId >= 0 && ackId < 1_000_000_000_000_000L);
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("is taken for a packet but is none");
    }
  }

  /** A random number of parts for a random packet that announces some. */
  private static void collect(Input input) {
    String text = input.sent(Mutation.of(BINARY, input.random));
    try {
      Object packet = Reader.parse(text);
      if (!(Reader.component(packet, "attachments") instanceof Integer due)) {
        return;
      }
      Object attachments = Reader.attachments(packet);
      for (int i = 1; i < due; i++) {
        assertThat(Reader.add(attachments, input.sent(Mutation.noise(input.random, 20)))).isNull();
      }
      Object whole = Reader.add(attachments, input.sent(Mutation.noise(input.random, 20)));
      assertThat(whole).isNotNull();
      assertFilled(Reader.component(Objects.requireNonNull(whole), "arguments"));
    } catch (Reader.Refused e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void assertFilled(@Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(PacketParserFuzzTest::assertFilled);
    } else if (value instanceof Map<?, ?> map) {
      assertThat(map.get("_placeholder")).isNotEqualTo(true);
      map.values().forEach(PacketParserFuzzTest::assertFilled);
    }
  }

  @Test
  void binaryPartsMakeAPacketWholeOrAreRefused() {
    Fuzz.run("attachments", INPUTS / 4, PacketParserFuzzTest::collect);
  }
}
