package dev.spywatcher.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsConfigBuilder;
import io.netty.handler.codec.http.cors.CorsHandler;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.function.Supplier;

/**
 * CORS by configured origins (CONN-8). Replaces the library's, which names one origin to all or
 * echoes any. An origin of {@code null} is never admitted, whatever is configured.
 */
final class OriginPolicy extends CorsHandler {

  private static final long PREFLIGHT_SECONDS = 600;
  private static final AttributeKey<String> ORIGIN = AttributeKey.valueOf("spywatcher.origin");

  private final Supplier<Conduct> conduct;

  OriginPolicy(CorsConfig config, Supplier<Conduct> conduct) {
    super(config);
    this.conduct = conduct;
  }

  /** The configuration for a list of origins; {@code *} stands for any. */
  static CorsConfig config(List<String> origins) {
    CorsConfigBuilder builder =
        origins.contains("*")
            ? CorsConfigBuilder.forAnyOrigin()
            : CorsConfigBuilder.forOrigins(origins.toArray(String[]::new));
    return builder
        .allowCredentials()
        .allowedRequestMethods(HttpMethod.GET, HttpMethod.POST)
        .allowedRequestHeaders("content-type", "authorization")
        .maxAge(PREFLIGHT_SECONDS)
        .build();
  }

  /** Does to the headers of an answer what is not proper, where the conduct is not. */
  static void conduct(Conduct conduct, Channel channel, HttpHeaders headers) {
    String origin = conduct.admitsEveryOrigin() ? channel.attr(ORIGIN).get() : null;
    if (origin != null) {
      headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    String hidden = conduct.hiddenHeader();
    if (hidden != null) {
      headers.remove(hidden);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    // Kept for as long as the channel, which may be a websocket's: only where it is needed.
    if (message instanceof HttpRequest request && conduct.get().admitsEveryOrigin()) {
      ctx.channel().attr(ORIGIN).set(request.headers().get(HttpHeaderNames.ORIGIN));
    }
    if (message instanceof HttpRequest request
        && "null".equals(request.headers().get(HttpHeaderNames.ORIGIN))) {
      request.headers().remove(HttpHeaderNames.ORIGIN);
    }
    super.channelRead(ctx, message);
  }
}
