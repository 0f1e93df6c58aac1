package dev.spywatcher.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** One input: the chance that it is made by, and the bytes that it was made to. Thread-safe. */
final class Input {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Gives the same for a seed and a position, so that any one input can be made again alone. */
  final SplittableRandom random;

  private final long position;

  Input(long seed, long position) {
    this.position = position;
    // Mixed once more: seeds at this distance alone would give one stream, each a step further on.
    random = new SplittableRandom(new SplittableRandom(seed + position * GAMMA).nextLong());
  }

  /** Its number among the inputs of the seed, from 0. */
  long position() {
    return position;
  }

  /** Takes note of what the server is about to get. */
  synchronized byte[] sent(byte[] next) {
    bytes.writeBytes(next);
    return next;
  }

  /** Takes note of what the server is about to get. */
  String sent(String next) {
    sent(next.getBytes(StandardCharsets.UTF_8));
    return next;
  }

  /** All bytes so far, as a Java string of ISO 8859-1: what is not ASCII is escaped. */
  synchronized String bytes() {
    StringBuilder shown = new StringBuilder("\"");
    for (byte next : bytes.toByteArray()) {
      switch (next) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        case '"' -> shown.append("\\\"");
        case '\\' -> shown.append("\\\\");
        default -> {
          if (next >= 0x20 && next < 0x7f) {
            shown.append((char) next);
          } else {
            shown.append("\\u%04x".formatted(next & 0xff));
          }
        }
      }
    }
    return shown.append('"').toString();
  }
}
