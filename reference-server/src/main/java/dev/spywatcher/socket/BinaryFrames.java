package dev.spywatcher.socket;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;

/** Repairs binary frames: strips the type byte of Engine.IO 3 that the library puts in front. */
@Sharable
final class BinaryFrames extends ChannelOutboundHandlerAdapter {

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof BinaryWebSocketFrame frame) {
      frame.content().skipBytes(1);
    }
    super.write(ctx, message, promise);
  }
}
