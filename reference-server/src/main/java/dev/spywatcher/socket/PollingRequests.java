package dev.spywatcher.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves polls and POSTs (Engine.IO 4, "HTTP long-polling"). Replaces the library's transport,
 * which lets a client into the main namespace before any token was seen, answers 500 where a
 * session has just gone, leaks the buffers of payloads with several packets, and fires payloads
 * from the head of the pipeline, where TLS breaks on them.
 */
@Sharable
final class PollingRequests extends ChannelInboundHandlerAdapter {

  private static final char SEPARATOR = '\u001e';

  /** Not plain text, which some browsers would save to a file. */
  private static final String TEXT = "text/html";

  /** How long a poll waits for an upgrade that is under way. */
  private static final long UPGRADE_GRACE_MILLIS = 50;

  private final Sessions sessions;
  private final PacketDispatch dispatch;
  private final RefusalLog refusals;

  PollingRequests(Sessions sessions, PacketDispatch dispatch, RefusalLog refusals) {
    this.sessions = sessions;
    this.dispatch = dispatch;
    this.refusals = refusals;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof FullHttpRequest request)) {
      super.channelRead(ctx, message);
      return;
    }
    QueryStringDecoder query = new QueryStringDecoder(request.uri());
    if (!query.parameters().getOrDefault("transport", List.of()).contains("polling")) {
      super.channelRead(ctx, message);
      return;
    }
    try {
      Session session = session(ctx, query);
      if (session == null) {
        refuse(ctx, EngineError.UNKNOWN_SID, "the session has just been closed");
      } else if (request.method().equals(HttpMethod.POST)) {
        post(ctx, session, request.content().toString(StandardCharsets.UTF_8));
      } else if (session.isProbing()) {
        ctx.executor()
            .schedule(
                () -> pollDuringProbe(ctx, session), UPGRADE_GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } else {
        poll(ctx, session);
      }
    } finally {
      request.release();
    }
  }

  /** Whether a POST ends with a packet that closes the session. */
  static boolean closes(FullHttpRequest post) {
    String payload = post.content().toString(StandardCharsets.UTF_8);
    return payload.substring(payload.lastIndexOf(SEPARATOR) + 1).equals("1");
  }

  private @Nullable Session session(ChannelHandlerContext ctx, QueryStringDecoder query) {
    List<String> sid = query.parameters().get("sid");
    return sid == null ? SessionOpener.session(ctx.channel()) : sessions.session(sid.get(0));
  }

  private void poll(ChannelHandlerContext ctx, Session session) {
    switch (session.poll(ctx.channel())) {
      case WAITS -> {}
      case GONE -> refuse(ctx, EngineError.UNKNOWN_SID, "the session has just been closed");
      case UPGRADED ->
          refuse(ctx, EngineError.BAD_REQUEST, "the session has moved to its websocket");
      case SECOND -> {
        session.close(CloseReason.PROTOCOL_ERROR);
        refuse(ctx, EngineError.BAD_REQUEST, "a second poll of a session is under way");
      }
    }
  }

  /** The upgrade is over, or the client waits for its poll to end before it goes on. */
  private void pollDuringProbe(ChannelHandlerContext ctx, Session session) {
    if (ctx.channel().isActive()) {
      poll(ctx, session);
      if (session.isProbing()) {
        PollAnswer.release(ctx.channel());
      }
    }
  }

  private void post(ChannelHandlerContext ctx, Session session, String payload) {
    if (read(session, payload)) {
      HttpAnswer.send(
          ctx,
          HttpResponseStatus.OK,
          TEXT,
          Unpooled.copiedBuffer("ok", StandardCharsets.UTF_8),
          ctx.newPromise());
    } else {
      HttpAnswer.error(ctx, HttpResponseStatus.BAD_REQUEST, EngineError.BAD_REQUEST);
    }
  }

  /** Takes a payload apart into its packets; whether all of them were well-formed. */
  private boolean read(Session session, String payload) {
    int start = 0;
    while (start <= payload.length() && !session.isClosed()) {
      int end = payload.indexOf(SEPARATOR, start);
      if (end < 0) {
        end = payload.length();
      }
      if (!packet(session, payload.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private boolean packet(Session session, String packet) {
    if (!packet.startsWith("b")) {
      return dispatch.text(session, packet);
    }
    // The Java client breaks base64 into lines, as MIME does.
    String base64 = packet.substring(1).replace("\n", "");
    try {
      return dispatch.binary(session, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return dispatch.malformed(session, "the binary part is not base64");
    }
  }

  private void refuse(ChannelHandlerContext ctx, EngineError error, String reason) {
    refusals.log(Door.address(ctx.channel()), "refused request", reason);
    HttpAnswer.error(ctx, HttpResponseStatus.BAD_REQUEST, error);
  }
}
