package dev.spywatcher.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection with one request under way at most; connects again where it has to. A
 * request on a connection that the server closes without a byte of an answer is sent once more, as
 * browsers do: the server had closed it before it saw the request.
 */
final class HttpLane {

  /** What became of a request. */
  interface Answer {
    void answered(int status, String body);

    void failed(String reason);
  }

  private final EventLoop loop;
  private final ClientOptions options;
  private @Nullable Channel channel;
  private @Nullable Answer pending;
  private @Nullable Runnable again;
  private boolean triedAgain;
  private boolean closed;

  HttpLane(EventLoop loop, ClientOptions options) {
    this.loop = loop;
    this.options = options;
  }

  /** Sends a request; the one before must have been answered. */
  void request(HttpMethod method, String path, String body, Answer answer) {
    pending = answer;
    again = () -> onNewConnection(method, path, body);
    triedAgain = false;
    Channel open = channel;
    if (open != null && open.isActive()) {
      write(open, method, path, body);
    } else {
      onNewConnection(method, path, body);
    }
  }

  private void onNewConnection(HttpMethod method, String path, String body) {
    ChannelFuture connecting =
        Wire.connect(loop, options, pipeline -> pipeline.addLast(new Reader()));
    channel = connecting.channel();
    connecting.addListener(
        (ChannelFuture done) -> {
          if (!done.isSuccess()) {
            // One that was reset in the middle of its handshake has told so already (epoll).
            if (done.channel() == channel) {
              channel = null;
              lost("no connection: " + done.cause());
            }
          } else if (closed) {
            done.channel().close();
          } else {
            write(done.channel(), method, path, body);
          }
        });
  }

  private void write(Channel to, HttpMethod method, String path, String body) {
    ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, content);
    request.headers().set(HttpHeaderNames.HOST, options.host());
    if (method.equals(HttpMethod.POST)) {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=UTF-8");
      HttpUtil.setContentLength(request, content.readableBytes());
    }
    to.writeAndFlush(request, to.voidPromise());
  }

  private void lost(String reason) {
    Runnable retry = again;
    if (retry != null && pending != null && !closed && !triedAgain) {
      triedAgain = true;
      retry.run();
    } else {
      fail(reason);
    }
  }

  private void fail(String reason) {
    Answer waiting = pending;
    pending = null;
    if (waiting != null && !closed) {
      waiting.failed(reason);
    }
  }

  void close() {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }

  private final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
      Answer waiting = pending;
      pending = null;
      again = null;
      if (!HttpUtil.isKeepAlive(response)) {
        channel = null;
        ctx.close();
      }
      if (waiting != null && !closed) {
        waiting.answered(
            response.status().code(), response.content().toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (ctx.channel() == channel) {
        channel = null;
        lost("transport close");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (ctx.channel() == channel) {
        channel = null;
        lost("transport error: " + cause);
      }
      ctx.close();
    }
  }
}
