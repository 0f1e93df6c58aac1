package dev.spywatcher.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens websockets, new or for a session that upgrades. Replaces the library's transport, which
 * lets a client into the main namespace before any token was seen, ends a whole session where its
 * probe fails, and cannot take a second websocket back.
 */
@Sharable
final class WebSocketOpener extends ChannelInboundHandlerAdapter {

  private final Sessions sessions;
  private final PacketDispatch dispatch;
  private final int maxPayload;
  private final FaultCloser faultCloser;

  WebSocketOpener(
      Sessions sessions, PacketDispatch dispatch, int maxPayload, FaultCloser faultCloser) {
    this.sessions = sessions;
    this.dispatch = dispatch;
    this.maxPayload = maxPayload;
    this.faultCloser = faultCloser;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof FullHttpRequest request)) {
      super.channelRead(ctx, message);
      return;
    }
    try {
      Session session = session(ctx.channel(), request);
      WebSocketServerHandshaker handshaker =
          new WebSocketServerHandshakerFactory("ws://socket.io/", null, false, maxPayload)
              .newHandshaker(request);
      if (session == null || handshaker == null) {
        ctx.close();
        return;
      }
      handshaker
          .handshake(ctx.channel(), request)
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  opened(ctx.channel(), session);
                } else {
                  failed(ctx.channel(), session);
                }
              });
    } finally {
      // The library keeps them for as long as the session lives.
      request.headers().clear();
      request.release();
    }
  }

  private @Nullable Session session(Channel channel, FullHttpRequest request) {
    List<String> sid = new QueryStringDecoder(request.uri()).parameters().get("sid");
    return sid == null ? SessionOpener.session(channel) : sessions.session(sid.get(0));
  }

  private void opened(Channel channel, Session session) {
    channel
        .pipeline()
        .addLast(new Utf8FrameValidator(), new WebSocketFrameAggregator(maxPayload))
        .addLast(new FrameReader(session, dispatch), faultCloser);
    SocketPipeline.settle(channel.pipeline());
    if (!session.bindWebSocket(channel)) {
      close(channel);
    }
  }

  /** Opens a websocket only to close it, as becomes of a second one (Engine.IO 4, "WebSocket"). */
  static void refuse(Channel channel, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://socket.io/", null, false, 0)
            .newHandshaker(request);
    handshaker.handshake(channel, request).addListener(done -> close(channel));
    request.release();
  }

  private static void close(Channel channel) {
    channel
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR))
        .addListener(done -> channel.close());
  }

  private static void failed(Channel channel, Session session) {
    channel.close();
    if (session.isUpgraded()) {
      session.close(CloseReason.TRANSPORT_CLOSED);
    }
  }
}
