package dev.spywatcher.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A websocket frame taken apart by the letter of RFC 6455, section 5.2.
 *
 * @param headerLength bytes before the payload
 */
record DecodedFrame(boolean last, int opcode, boolean masked, int headerLength, byte[] payload) {

  static DecodedFrame of(byte[] bytes) {
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    int first = frame.get() & 0xFF;
    int second = frame.get() & 0xFF;
    long length = second & 0x7F;
    if (length == 126) {
      length = frame.getShort() & 0xFFFF;
    } else if (length == 127) {
      length = frame.getLong();
    }
    int headerLength = frame.position();
    if (length != frame.remaining()) {
      throw new AssertionError(
          "the header announces " + length + " bytes, the frame holds " + frame.remaining());
    }
    byte[] payload = new byte[frame.remaining()];
    frame.get(payload);
    return new DecodedFrame(
        (first & 0x80) != 0, first & 0x7F, (second & 0x80) != 0, headerLength, payload);
  }

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
