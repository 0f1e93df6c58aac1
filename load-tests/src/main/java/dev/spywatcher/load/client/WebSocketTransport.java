package dev.spywatcher.load.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One websocket. */
final class WebSocketTransport extends SimpleChannelInboundHandler<WebSocketFrame>
    implements Transport {

  private static final int LARGEST_FRAME = 8 << 20;
  private static final long HANDSHAKE_TIMEOUT_MILLIS = 20_000;

  private final EventLoop loop;
  private final ClientOptions options;
  private final Sink sink;
  private @Nullable Channel channel;
  private boolean ended;

  WebSocketTransport(EventLoop loop, ClientOptions options, Sink sink) {
    this.loop = loop;
    this.options = options;
    this.sink = sink;
  }

  @Override
  public void open() {
    WebSocketClientProtocolConfig handshake =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(
                URI.create(
                    (options.tls() ? "wss://" : "ws://")
                        + options.host()
                        + "/socket.io/?EIO=4&transport=websocket"))
            .customHeaders(new DefaultHttpHeaders().set(HttpHeaderNames.HOST, options.host()))
            .maxFramePayloadLength(LARGEST_FRAME)
            .handshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS)
            .build();
    ChannelFuture connecting =
        Wire.connect(
            loop,
            options,
            pipeline -> pipeline.addLast(new WebSocketClientProtocolHandler(handshake), this));
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            end("no connection: " + done.cause());
          }
        });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (ended) {
      return;
    }
    if (frame instanceof TextWebSocketFrame text) {
      sink.packet(text.text());
    } else if (frame instanceof CloseWebSocketFrame) {
      end("transport close");
    } else {
      end("a frame that is neither text nor close");
    }
  }

  @Override
  public void send(String packet) {
    if (channel != null) {
      channel.writeAndFlush(new TextWebSocketFrame(packet), channel.voidPromise());
    }
  }

  @Override
  public void leave() {
    close();
  }

  @Override
  public void close() {
    ended = true;
    if (channel != null) {
      channel.close();
    }
  }

  private void end(String reason) {
    if (!ended) {
      close();
      sink.ended(reason);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end("transport close");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused) {
      HttpResponse answer = refused.response();
      end(answer == null ? String.valueOf(refused.getMessage()) : "HTTP " + answer.status().code());
    } else {
      end("transport error: " + cause);
    }
  }
}
