package dev.spywatcher.load.bare;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Turns a connection into a websocket and takes itself out. */
final class SocketOpener extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final int LARGEST_FRAME = 65_536;

  private final Rooms rooms;

  SocketOpener(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://bare/socket.io/", null, false, LARGEST_FRAME)
            .newHandshaker(request);
    if (handshaker == null) {
      ctx.close();
      return;
    }
    handshaker
        .handshake(ctx.channel(), request)
        .addListener(
            done -> {
              Socket socket = new Socket(ctx.channel(), rooms.lane(ctx.channel().eventLoop()));
              ctx.pipeline().replace(this, null, socket);
              socket.opened();
            });
  }
}
