package dev.spywatcher.load.crowd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A client's websocket text frame (RFC 6455, section 5.2). The masking key is zero, which leaves
 * the payload as it is: masking protects proxies, and there is none here.
 */
final class MaskedFrame {

  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;

  private MaskedFrame() {}

  static ByteBuf text(String packet) {
    byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame = Unpooled.buffer(payload.length + 8).writeByte(FINAL_TEXT);
    if (payload.length < 126) {
      frame.writeByte(MASKED | payload.length);
    } else if (payload.length < 0x10000) {
      frame.writeByte(MASKED | 126).writeShort(payload.length);
    } else {
      throw new IllegalArgumentException("packet: over 65535 bytes");
    }
    return frame.writeInt(0).writeBytes(payload);
  }
}
