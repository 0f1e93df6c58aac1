package dev.spywatcher.socket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session that has two POSTs under way at once, whose packets would be in no order, or whose
 * POST breaks off, which would lose packets (Engine.IO 4, "Sending data"). Stands before the
 * aggregator, which sees a POST only when it is over. One for each channel.
 */
final class PostOverlap extends ChannelDuplexHandler {

  private final Sessions sessions;
  private @Nullable Session posting;
  private boolean refused;

  PostOverlap(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (message instanceof HttpRequest request && request.method().equals(HttpMethod.POST)) {
      begin(ctx, request);
    }
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    super.channelRead(ctx, message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse) {
      // Before the client has the answer, and may go on with the next POST.
      end(ctx);
    }
    super.write(ctx, message, promise);
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    Session session = session(request);
    if (session == null) {
      return;
    }
    if (session.beginPost(ctx.channel())) {
      posting = session;
    } else {
      refused = true;
      session.close(CloseReason.PROTOCOL_ERROR);
      HttpAnswer.error(ctx, HttpResponseStatus.BAD_REQUEST, EngineError.BAD_REQUEST);
    }
  }

  private @Nullable Session session(HttpRequest request) {
    try {
      List<String> sid = new QueryStringDecoder(request.uri()).parameters().get("sid");
      return sid == null ? null : sessions.session(sid.get(0));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void end(ChannelHandlerContext ctx) {
    if (posting != null) {
      posting.endPost(ctx.channel());
      posting = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    if (posting != null) {
      posting.close(CloseReason.TRANSPORT_CLOSED);
      end(ctx);
    }
    super.channelInactive(ctx);
  }
}
