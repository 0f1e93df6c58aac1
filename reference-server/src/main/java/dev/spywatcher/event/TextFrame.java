package dev.spywatcher.event;

import java.nio.ByteBuffer;

/** An unmasked, unfragmented websocket text frame, as a server sends it (RFC 6455, section 5.2). */
final class TextFrame {

  private static final int FINAL_TEXT = 0x81;

  private TextFrame() {}

  static byte[] of(byte[] payload) {
    int length = payload.length;
    int header = length < 126 ? 2 : length < 0x10000 ? 4 : 10;
    ByteBuffer frame = ByteBuffer.allocate(header + length).put((byte) FINAL_TEXT);
    if (length < 126) {
      frame.put((byte) length);
    } else if (length < 0x10000) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    return frame.put(payload).array();
  }
}
