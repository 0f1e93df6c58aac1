package dev.spywatcher.recording;

import java.util.Arrays;

/** A text in UTF-8 that grows at its end, and can be emptied. Not thread-safe. */
final class ByteText {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private static final long[] POWERS = new long[19];
  private static final byte[] PAIRS = new byte[200];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private byte[] bytes;
  private int length;

  ByteText(int capacity) {
    bytes = new byte[capacity];
  }

  /** The array behind it, of which the first {@link #length} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  ByteText add(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** Adds ASCII. */
  ByteText add(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Adds one character of ASCII. */
  ByteText add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Adds a number of zero or more in decimal. */
  ByteText addNumber(long number) {
    ensure(20);
    int digits = digits(number);
    int end = length + digits;
    int at = end;
    long left = number;
    // Division of an int is several times faster than that of a long.
    while (left >= 100_000_000) {
      long rest = left / 100_000_000;
      int low = (int) (left - rest * 100_000_000);
      for (int i = 0; i < 4; i++) {
        at -= 2;
        pair(low % 100, at);
        low /= 100;
      }
      left = rest;
    }
    int high = (int) left;
    while (at - length >= 2) {
      at -= 2;
      pair(high % 100, at);
      high /= 100;
    }
    if (at > length) {
      bytes[length] = (byte) ('0' + high);
    }
    length = end;
    return this;
  }

  private static int digits(long number) {
    int digits = 1;
    while (digits < POWERS.length && number >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }

  private void pair(int number, int at) {
    bytes[at] = PAIRS[2 * number];
    bytes[at + 1] = PAIRS[2 * number + 1];
  }

  /** Adds a number from 0 to 99. */
  ByteText addTwoDigits(int number) {
    ensure(2);
    pair(number, length);
    length += 2;
    return this;
  }

  /** Adds a number from 0 to 999. */
  ByteText addThreeDigits(int number) {
    return add((char) ('0' + number / 100)).addTwoDigits(number % 100);
  }

  /** Adds a text as the inside of a JSON string, with the escapes that JSON asks for. */
  ByteText addEscaped(String text) {
    ensure(6 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate(c)) {
        i++;
        int codePoint = Character.toCodePoint(c, text.charAt(i));
        put(0xF0 | codePoint >> 18);
        put(0x80 | codePoint >> 12 & 0x3F);
        put(0x80 | codePoint >> 6 & 0x3F);
        put(0x80 | codePoint & 0x3F);
      } else {
        put(0xE0 | c >> 12);
        put(0x80 | c >> 6 & 0x3F);
        put(0x80 | c & 0x3F);
      }
    }
    return this;
  }

  private void ascii(char c) {
    if (c >= ' ') {
      if (c == '"' || c == '\\') {
        put('\\');
      }
      put(c);
      return;
    }
    put('\\');
    switch (c) {
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case '\f' -> put('f');
      case '\r' -> put('r');
      default -> {
        put('u');
        put('0');
        put('0');
        put(HEX[c >> 4]);
        put(HEX[c & 0xF]);
      }
    }
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
