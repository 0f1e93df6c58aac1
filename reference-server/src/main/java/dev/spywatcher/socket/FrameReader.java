package dev.spywatcher.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Reads the frames of one websocket. Repairs the library, which does not answer websocket pings and
 * does not tell text from binary.
 */
final class FrameReader extends SimpleChannelInboundHandler<WebSocketFrame> {

  private final Session session;
  private final PacketDispatch dispatch;

  FrameReader(Session session, PacketDispatch dispatch) {
    this.session = session;
    this.dispatch = dispatch;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (session.isSilent() && !session.isClosed()) {
      if (frame instanceof CloseWebSocketFrame) {
        ctx.channel().close();
      }
    } else if (frame instanceof TextWebSocketFrame text) {
      if (session.isClosed()) {
        return;
      } else if (session.isUpgraded()) {
        dispatch.text(session, text.text());
      } else if (!dispatch.probe(session, text.text())) {
        close(ctx);
      }
    } else if (frame instanceof BinaryWebSocketFrame binary) {
      if (session.isClosed()) {
        return;
      } else if (session.isUpgraded()) {
        dispatch.binary(session, ByteBufUtil.getBytes(binary.content()));
      } else {
        close(ctx);
      }
    } else if (frame instanceof PingWebSocketFrame ping) {
      // The answers, too, may be left unread (LIM-6).
      if (session.isUpgraded() ? session.readsInTime() : ctx.channel().isWritable()) {
        ctx.channel().writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      }
    } else if (frame instanceof CloseWebSocketFrame close) {
      ctx.channel().writeAndFlush(close.retain()).addListener(done -> ctx.channel().close());
    }
  }

  /** A failed upgrade ends the websocket; the session goes on polling. */
  private static void close(ChannelHandlerContext ctx) {
    ctx.channel()
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR))
        .addListener(done -> ctx.channel().close());
  }
}
