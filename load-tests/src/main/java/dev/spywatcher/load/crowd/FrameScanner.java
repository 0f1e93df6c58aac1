package dev.spywatcher.load.crowd;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds websocket frames in what a server sends, which may end anywhere. Numbered events are
 * recognised by their first bytes and their length, without being parsed. Not thread-safe.
 */
final class FrameScanner {

  /** Who is told what was found. */
  interface Sink {
    /** An event of this benchmark. */
    void event(int writer, int number);

    /** Any other text packet. */
    void packet(String text);

    /** A close frame. */
    void close();

    /** What no server should send here: binary, fragmented or masked frames. */
    void strange();
  }

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final long EVENT_START = longAt(0);
  private static final long EVENT_NAME = longAt(8);

  private @Nullable ByteBuf rest;

  private static long longAt(int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | Numbering.PACKET_START.charAt(offset + i);
    }
    return value;
  }

  /** Takes bytes and reports the frames that are complete; releases {@code bytes}. */
  void read(ByteBuf bytes, Sink sink) {
    ByteBuf all = bytes;
    if (rest != null) {
      all = rest.writeBytes(bytes);
      bytes.release();
      rest = null;
    }
    try {
      while (readFrame(all, sink)) {
        // Until what is left is no whole frame.
      }
      if (all.isReadable()) {
        rest = all.alloc().buffer(all.readableBytes() + 1024).writeBytes(all);
      }
    } finally {
      all.release();
    }
  }

  /** Frees what was kept of an incomplete frame. */
  void end() {
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  private static boolean readFrame(ByteBuf in, Sink sink) {
    int available = in.readableBytes();
    if (available < 2) {
      return false;
    }
    int at = in.readerIndex();
    int header = 2;
    long length = in.getByte(at + 1) & 0xFF;
    if (length == 126) {
      if (available < 4) {
        return false;
      }
      header = 4;
      length = in.getUnsignedShort(at + 2);
    } else if (length == 127) {
      if (available < 10) {
        return false;
      }
      header = 10;
      length = in.getLong(at + 2);
    } else if (length > 127) {
      in.skipBytes(available);
      sink.strange();
      return false;
    }
    if (available < header + length) {
      return false;
    }
    in.skipBytes(header + (int) length);
    frame(in, in.getByte(at) & 0xFF, at + header, (int) length, sink);
    return true;
  }

  private static void frame(ByteBuf in, int kind, int at, int length, Sink sink) {
    if (kind == TEXT) {
      if (length == Numbering.PACKET_LENGTH
          && in.getLong(at) == EVENT_START
          && in.getLong(at + 8) == EVENT_NAME) {
        int digits = digits(in, at + Numbering.DIGITS_AT);
        int writer = Numbering.writer(digits);
        int number = Numbering.number(digits);
        if (digits >= 0 && writer < Numbering.WRITERS && number < Numbering.CYCLE) {
          sink.event(writer, number);
        } else {
          sink.strange();
        }
      } else {
        sink.packet(in.toString(at, length, StandardCharsets.UTF_8));
      }
    } else if (kind == CLOSE) {
      sink.close();
    } else if (kind != PING && kind != PONG) {
      sink.strange();
    }
  }

  /** The number that four ASCII digits make, or -1. */
  private static int digits(ByteBuf in, int at) {
    int four = in.getInt(at);
    int value = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int digit = (four >>> shift & 0xFF) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
