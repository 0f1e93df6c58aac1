package dev.spywatcher.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whole HTTP answers, each the last of its connection. */
final class HttpAnswer {

  private static final String JSON = "application/json";

  /** How long a client may take to read an answer. */
  private static final long READ_SECONDS = 20;

  private HttpAnswer() {}

  /** The error answer of Engine.IO: {@code {"code":…,"message":…}}. */
  static void error(ChannelHandlerContext ctx, HttpResponseStatus status, EngineError error) {
    ByteBuf body = Unpooled.copiedBuffer(error.json(), StandardCharsets.UTF_8);
    send(ctx, status, JSON, body, ctx.newPromise());
  }

  /** 429, with when to try again. */
  static void tooMany(ChannelHandlerContext ctx, Duration retryAfter) {
    FullHttpResponse response =
        response(
            HttpResponseStatus.TOO_MANY_REQUESTS,
            JSON,
            Unpooled.copiedBuffer(EngineError.TOO_MANY.json(), StandardCharsets.UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.RETRY_AFTER, Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    write(ctx, response, ctx.newPromise());
  }

  static void send(
      ChannelHandlerContext ctx,
      HttpResponseStatus status,
      String contentType,
      ByteBuf body,
      ChannelPromise promise) {
    write(ctx, response(status, contentType, body), promise);
  }

  private static FullHttpResponse response(
      HttpResponseStatus status, String contentType, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    return response;
  }

  private static void write(
      ChannelHandlerContext ctx, FullHttpResponse response, ChannelPromise promise) {
    Future<?> deadline =
        ctx.executor().schedule(() -> ctx.channel().close(), READ_SECONDS, TimeUnit.SECONDS);
    ctx.writeAndFlush(response, promise)
        .addListener(written -> deadline.cancel(false))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
