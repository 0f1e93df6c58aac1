package dev.spywatcher.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only requests that Engine.IO 4 allows. Repairs the library, which accepts other
 * protocol versions and transports, handshakes by POST, second polls and polls after an upgrade,
 * and hangs on an unknown sid (CONN-10). What passes has a canonical URI: nothing else in a query
 * string is looked at, a token least of all (AUTH-6).
 */
@Sharable
final class RequestGuard extends ChannelInboundHandlerAdapter {

  static final String PATH = "/socket.io/";

  /** How long a connection may take until its request is whole. */
  private static final long REQUEST_SECONDS = 30;

  private static final AttributeKey<Future<?>> DEADLINE =
      AttributeKey.valueOf("spywatcher.deadline");

  /** The library closes a connection after its first answer; a second request is not served. */
  private static final AttributeKey<Boolean> USED = AttributeKey.valueOf("spywatcher.used");

  private final Sessions sessions;
  private final Door door;
  private final RefusalLog refusals;
  private final Supplier<Conduct> conduct;
  private volatile boolean shuttingDown;

  RequestGuard(Sessions sessions, Door door, RefusalLog refusals, Supplier<Conduct> conduct) {
    this.conduct = conduct;
    this.sessions = sessions;
    this.door = door;
    this.refusals = refusals;
  }

  /** From now on handshakes are answered with 503 (CONN-12). */
  void shutDown() {
    shuttingDown = true;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    // Not passed on: the library would cut off a request that takes longer than five seconds, and
    // remember a refused one for as long.
    Future<?> deadline =
        ctx.executor().schedule(() -> ctx.close(), REQUEST_SECONDS, TimeUnit.SECONDS);
    ctx.channel().attr(DEADLINE).set(deadline);
    ctx.channel().closeFuture().addListener(closed -> deadline.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof FullHttpRequest request)) {
      super.channelRead(ctx, message);
      return;
    }
    Future<?> deadline = ctx.channel().attr(DEADLINE).getAndSet(null);
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (Boolean.TRUE.equals(ctx.channel().attr(USED).getAndSet(true))) {
      request.release();
      return;
    }
    QueryStringDecoder query = new QueryStringDecoder(originForm(request.uri()));
    if (!request.decoderResult().isSuccess()) {
      refuse(ctx, request, EngineError.BAD_REQUEST, "the request is not valid HTTP");
    } else if (!path(query).equals(PATH)) {
      refuse(ctx, request, EngineError.WRONG_PATH, "the path is not " + PATH);
    } else {
      checkProtocol(ctx, request, query);
    }
  }

  /** Of an absolute URI just what follows the host (RFC 9112, 3.2.2). */
  private static String originForm(String uri) {
    return uri.startsWith("/") ? uri : uri.replaceFirst("^https?://[^/?#]*(?=/)", "");
  }

  private static String path(QueryStringDecoder query) {
    try {
      return query.path();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void checkProtocol(
      ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder query) {
    Transport transport = transport(first(query, "transport"));
    String sid = first(query, "sid");
    if (transport == null || !conduct.get().serves(name(transport))) {
      refuse(
          ctx,
          request,
          EngineError.UNKNOWN_TRANSPORT,
          "the transport is neither polling nor websocket");
    } else if (!conduct.get().speaks(first(query, "EIO"))) {
      refuse(
          ctx,
          request,
          EngineError.UNSUPPORTED_PROTOCOL,
          "the protocol version (EIO) is not 4; use a client of Socket.IO 3 or newer");
    } else if (query.parameters().containsKey("j")) {
      refuse(ctx, request, EngineError.BAD_REQUEST, "JSONP is not served");
    } else if (transport == Transport.WEBSOCKET && !asksForWebSocket(request)) {
      refuse(
          ctx,
          request,
          EngineError.BAD_REQUEST,
          "the websocket headers are missing; does a proxy drop Upgrade?");
    } else if (sid == null) {
      handshake(ctx, request, transport, query);
    } else {
      continueSession(ctx, request, transport, sid);
    }
  }

  private void handshake(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      Transport transport,
      QueryStringDecoder query) {
    if (!request.method().equals(HttpMethod.GET)) {
      refuse(
          ctx,
          request,
          EngineError.BAD_HANDSHAKE_METHOD,
          "a handshake is a GET; the sid is missing");
    } else if (shuttingDown && conduct.get().refusesAtShutdown()) {
      request.release();
      HttpAnswer.error(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, EngineError.SHUTTING_DOWN);
    } else {
      String token = conduct.get().looksIntoQuery() ? first(query, "token") : null;
      String more = token == null ? "" : "&token=" + URLEncoder.encode(token, UTF_8);
      door.judge(ctx, request, () -> pass(ctx, request, transport, more));
    }
  }

  private void continueSession(
      ChannelHandlerContext ctx, FullHttpRequest request, Transport transport, String sid) {
    Session session = sessions.session(sid);
    if (session == null) {
      refuse(
          ctx,
          request,
          EngineError.UNKNOWN_SID,
          "no session has that sid: it was closed, timed out, or belongs to another server");
    } else if (session.isSilent()) {
      leaveUnanswered(ctx, request, session);
    } else if (transport == Transport.WEBSOCKET) {
      if (session.isUpgraded() || session.isProbing()) {
        refusals.log(
            Door.address(ctx.channel()), "refused request", "the session has a websocket already");
        WebSocketOpener.refuse(ctx.channel(), request);
      } else {
        pass(ctx, request, transport, "&sid=" + sid);
      }
    } else if (session.isUpgraded()) {
      refuse(ctx, request, EngineError.BAD_REQUEST, "the session has moved to its websocket");
    } else if (request.method().equals(HttpMethod.POST)
        || request.method().equals(HttpMethod.GET)) {
      pass(ctx, request, transport, "&sid=" + sid);
    } else {
      refuse(ctx, request, EngineError.BAD_HANDSHAKE_METHOD, "polling knows GET and POST only");
    }
  }

  /** A silenced session ends when the client gives it up: closes it, or drops its poll. */
  private static void leaveUnanswered(
      ChannelHandlerContext ctx, FullHttpRequest request, Session session) {
    if (request.method().equals(HttpMethod.GET) && !asksForWebSocket(request)) {
      ctx.channel().closeFuture().addListener(done -> session.close(CloseReason.TRANSPORT_CLOSED));
    } else if (PollingRequests.closes(request)) {
      session.close(CloseReason.CLIENT_CLOSED);
      ctx.close();
    }
    request.release();
  }

  private static void pass(
      ChannelHandlerContext ctx, FullHttpRequest request, Transport transport, String more) {
    request.setUri(PATH + "?EIO=4&transport=" + name(transport) + more);
    ctx.fireChannelRead(request);
  }

  private void refuse(
      ChannelHandlerContext ctx, FullHttpRequest request, EngineError error, String reason) {
    request.release();
    refusals.log(Door.address(ctx.channel()), "refused request", reason);
    HttpAnswer.error(
        ctx,
        error == EngineError.WRONG_PATH
            ? HttpResponseStatus.NOT_FOUND
            : HttpResponseStatus.BAD_REQUEST,
        error);
  }

  private static boolean asksForWebSocket(FullHttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && "13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
        && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
  }

  private static String name(Transport transport) {
    return transport == Transport.WEBSOCKET ? "websocket" : "polling";
  }

  private static @Nullable Transport transport(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "polling" -> Transport.POLLING;
      case "websocket" -> Transport.WEBSOCKET;
      default -> null;
    };
  }

  private static @Nullable String first(QueryStringDecoder query, String name) {
    try {
      List<String> values = query.parameters().get(name);
      return values == null || values.isEmpty() ? null : values.get(0);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
