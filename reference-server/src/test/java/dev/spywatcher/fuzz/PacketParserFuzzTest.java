package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
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
    Fuzz.run("the parser", INPUTS, random -> tryOut(Mutation.of(Packets.VALID, random)));
  }

  @Test
  void noiseIsAPacketOrRefused() {
    Fuzz.run(
        "the parser",
        INPUTS / 4,
        random -> {
          String prefix = random.nextBoolean() ? "4" + random.nextInt(7) : "";
          tryOut(prefix + new String(Mutation.noise(random, 60), StandardCharsets.UTF_8));
        });
  }

  @Test
  void deepNestingIsRefusedAndOverflowsNothing() {
    Fuzz.run(
        "the parser",
        100,
        random -> {
          int depth = random.nextInt(30_000);
          String open = Mutation.one(List.of("[", "{\"a\":", "[[", "[{\"a\":["), random);
          tryOut(
              "42[\"x\"," + open.repeat(depth) + (random.nextBoolean() ? "]".repeat(depth) : ""));
        });
  }

  private static void tryOut(String text) {
    try {
      assertWellFormed(Reader.parse(text));
    } catch (Reader.Refused e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(100);
    } catch (AssertionError e) {
      throw new AssertionError(shown(text) + ": " + e.getMessage(), e);
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

  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(300)
        .forEach(c -> shown.append(c < 0x20 || c > 0x7e ? "\\u%04x".formatted(c) : "" + (char) c));
    return shown.toString();
  }

  /** A random number of parts for a random packet that announces some. */
  private static void collect(SplittableRandom random) {
    String text = Mutation.of(BINARY, random);
    try {
      Object packet = Reader.parse(text);
      if (!(Reader.component(packet, "attachments") instanceof Integer due)) {
        return;
      }
      Object attachments = Reader.attachments(packet);
      for (int i = 1; i < due; i++) {
        assertThat(Reader.add(attachments, Mutation.noise(random, 20))).isNull();
      }
      Object whole = Reader.add(attachments, Mutation.noise(random, 20));
      assertThat(whole).isNotNull();
      assertFilled(Reader.component(Objects.requireNonNull(whole), "arguments"));
    } catch (Reader.Refused e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (AssertionError e) {
      throw new AssertionError(shown(text) + ": " + e.getMessage(), e);
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
