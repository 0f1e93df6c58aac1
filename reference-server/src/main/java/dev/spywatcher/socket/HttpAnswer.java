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
import java.nio.charset.StandardCharsets;

/** Whole HTTP answers, each the last of its connection. */
final class HttpAnswer {

  private HttpAnswer() {}

  /** The error answer of Engine.IO: {@code {"code":…,"message":…}}. */
  static void error(ChannelHandlerContext ctx, HttpResponseStatus status, EngineError error) {
    ByteBuf body =
        Unpooled.copiedBuffer(
            "{\"code\":" + error.code() + ",\"message\":\"" + error.message() + "\"}",
            StandardCharsets.UTF_8);
    send(ctx, status, "application/json", body, ctx.newPromise());
  }

  static void send(
      ChannelHandlerContext ctx,
      HttpResponseStatus status,
      String contentType,
      ByteBuf body,
      ChannelPromise promise) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    ctx.writeAndFlush(response, promise).addListener(ChannelFutureListener.CLOSE);
  }
}
