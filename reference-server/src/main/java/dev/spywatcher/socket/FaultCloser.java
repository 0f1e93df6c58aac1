package dev.spywatcher.socket;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last handler: a fault ends the connection that it came up on, and no other. */
@Sharable
final class FaultCloser extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(FaultCloser.class);

  private final RefusalLog refusals;

  FaultCloser(RefusalLog refusals) {
    this.refusals = refusals;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof WebSocketHandshakeException) {
      ctx.close();
    } else if (cause instanceof TooLongFrameException) {
      refused(ctx, "a frame was over the size limit");
      closeWebSocket(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG);
    } else if (cause instanceof CodecException) {
      refused(ctx, "a frame or request was corrupt or broke off");
      closeWebSocket(ctx, WebSocketCloseStatus.PROTOCOL_ERROR);
    } else {
      log.warn("a connection is closed after a fault", cause);
      ctx.close();
    }
  }

  private void refused(ChannelHandlerContext ctx, String reason) {
    refusals.log(Door.address(ctx.channel()), "closed connection", reason);
  }

  private static void closeWebSocket(ChannelHandlerContext ctx, WebSocketCloseStatus status) {
    if (ctx.pipeline().get(FrameReader.class) == null) {
      ctx.close();
      return;
    }
    ctx.channel()
        .writeAndFlush(new CloseWebSocketFrame(status))
        .addListener(done -> ctx.channel().close());
  }
}
