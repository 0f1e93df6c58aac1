package dev.spywatcher.socket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repairs answers that say keep-alive although the library then closes the connection; and closes
 * it after the answers of Netty's own handlers, which do not.
 */
@Sharable
final class ConnectionClose extends ChannelOutboundHandlerAdapter {

  private final Supplier<Conduct> conduct;

  ConnectionClose(Supplier<Conduct> conduct) {
    this.conduct = conduct;
  }

  /** How long one who still sends may take to see why that is in vain. */
  private static final long LINGER_SECONDS = 2;

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response
        && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      response.headers().remove(HttpHeaderNames.SET_COOKIE);
      OriginPolicy.conduct(conduct.get(), ctx.channel(), response.headers());
      if (response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)) {
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
      } else if (response instanceof FullHttpResponse) {
        promise.addListener(ChannelFutureListener.CLOSE);
      }
    }
    super.write(ctx, message, promise);
  }
}
