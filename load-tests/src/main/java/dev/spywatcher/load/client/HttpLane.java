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
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection with one request under way at most; connects again where it has to. A
 * request on a connection that has been used before, and that the server closes without a byte of
 * an answer, is sent once more, as browsers do: the server had closed it before it saw the request.
 * On a new connection it is not, as the server has seen that one.
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
  private @Nullable ScheduledFuture<?> deadline;

  /** Sends the request under way once more; {@code null} where it is on a new connection. */
  private @Nullable Runnable again;

  private boolean closed;

  HttpLane(EventLoop loop, ClientOptions options) {
    this.loop = loop;
    this.options = options;
  }

  /**
   * Sends a request; the one before must have been answered.
   *
   * @param within how long the answer may take; {@code null} where somebody else sees to that
   */
  void request(
      HttpMethod method, String path, String body, @Nullable Duration within, Answer answer) {
    pending = answer;
    if (within != null) {
      deadline =
          loop.schedule(() -> late(answer, within), within.toMillis(), TimeUnit.MILLISECONDS);
    }
    Channel open = channel;
    if (open != null && open.isActive()) {
      again = () -> onNewConnection(method, path, body);
      write(open, method, path, body);
    } else {
      onNewConnection(method, path, body);
    }
  }

  private void late(Answer answer, Duration within) {
    if (pending == answer) {
      again = null;
      Channel open = channel;
      channel = null;
      if (open != null) {
        open.close();
      }
      lost("no answer within " + within.toMillis() + " ms");
    }
  }

  private void onNewConnection(HttpMethod method, String path, String body) {
    again = null;
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
    if (retry != null && pending != null && !closed) {
      retry.run();
      return;
    }
    Answer waiting = settled();
    if (waiting != null && !closed) {
      waiting.failed(reason);
    }
  }

  /** Who waits for an answer, and waits no longer. */
  private @Nullable Answer settled() {
    Answer waiting = pending;
    pending = null;
    again = null;
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    return waiting;
  }

  void close() {
    closed = true;
    settled();
    if (channel != null) {
      channel.close();
    }
  }

  private final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
      Answer waiting = settled();
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
