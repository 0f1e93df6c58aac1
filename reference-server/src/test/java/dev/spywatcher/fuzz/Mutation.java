package dev.spywatcher.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Changes text that is valid, here and there. */
final class Mutation {

  /** What parsers stumble over. */
  private static final List<String> TOKENS =
      List.of(
          "",
          "0",
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
          "40",
          "42",
          "451-",
          "-",
          ",",
          "/",
          "?",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\u001e",
          "\r\n",
          "\r",
          "\n",
          " ",
          "\t",
          ":",
          ";",
          "=",
          "&",
          "%",
          "%zz",
          "%00",
          "#",
          "b",
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e999",
          "9007199254740993",
          "99999999999999999999",
          "_placeholder",
          "{\"_placeholder\":true,\"num\":0}",
          "{\"_placeholder\":true,\"num\":-1}",
          "__proto__",
          "\ud83d\ude00",
          "\ud800",
          "\uffff",
          "\u0130",
          "HTTP/1.1",
          "HTTP/0.9",
          "Content-Length: ",
          "Content-Length: -1\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Connection: close\r\n",
          "Expect: 100-continue\r\n",
          "Origin: null\r\n",
          "X-Forwarded-For: ,\r\n",
          "sid=",
          "transport=websocket",
          "transport=polling",
          "EIO=3",
          "0\r\n\r\n",
          "ffffffff\r\n");

  private Mutation() {}

  /** A text of the corpus, changed at up to four places. */
  static String of(List<String> corpus, SplittableRandom random) {
    String text = one(corpus, random);
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      text = changed(text, corpus, random);
    }
    return text;
  }

  private static String changed(String text, List<String> corpus, SplittableRandom random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(8));
    String before = text.substring(0, from);
    String cut = text.substring(from, to);
    String after = text.substring(to);
    return switch (random.nextInt(9)) {
      case 0 -> before + after;
      case 1 -> before + cut + cut + after;
      case 2 -> before + one(TOKENS, random) + text.substring(from);
      case 3 -> before + one(TOKENS, random) + after;
      case 4 -> before + (char) random.nextInt(0x10000) + after;
      case 5 -> before + (char) random.nextInt(0x80) + after;
      case 6 -> before;
      case 7 -> {
        String other = one(corpus, random);
        yield before + other.substring(random.nextInt(other.length() + 1));
      }
      default -> before + cut.repeat(random.nextInt(200)) + after;
    };
  }

  static <T> T one(List<T> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  /** Bytes at random. */
  static byte[] noise(SplittableRandom random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
