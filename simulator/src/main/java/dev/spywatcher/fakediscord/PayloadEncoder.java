package dev.spywatcher.fakediscord;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.zip.Deflater;

/** How payloads become frames on one connection. Not thread-safe. */
interface PayloadEncoder extends AutoCloseable {

  /** Text, as it is. */
  PayloadEncoder PLAIN = payload -> new TextWebSocketFrame(Unpooled.wrappedBuffer(payload));

  /** Each payload as a zlib stream of its own, which IDENTIFY can ask for. */
  PayloadEncoder EACH =
      payload -> {
        Deflater deflater = new Deflater();
        try {
          deflater.setInput(payload);
          deflater.finish();
          return new BinaryWebSocketFrame(deflated(deflater, Deflater.NO_FLUSH, payload.length));
        } finally {
          deflater.end();
        }
      };

  WebSocketFrame frame(byte[] payload);

  @Override
  default void close() {}

  /** All payloads as one zlib stream, flushed after each: {@code compress=zlib-stream}. */
  static PayloadEncoder stream() {
    Deflater deflater = new Deflater();
    return new PayloadEncoder() {
      @Override
      public WebSocketFrame frame(byte[] payload) {
        deflater.setInput(payload);
        return new BinaryWebSocketFrame(deflated(deflater, Deflater.SYNC_FLUSH, payload.length));
      }

      @Override
      public void close() {
        deflater.end();
      }
    };
  }

  private static ByteBuf deflated(Deflater deflater, int flush, int length) {
    ByteBuf out = Unpooled.buffer(Math.max(64, length / 2));
    byte[] part = new byte[Math.min(8192, Math.max(64, length))];
    int written;
    do {
      written = deflater.deflate(part, 0, part.length, flush);
      out.writeBytes(part, 0, written);
    } while (written == part.length);
    return out;
  }
}
