package dev.spywatcher.socket;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.AttributeKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registers the session that the library has made of a handshake, before a transport binds. */
@Sharable
final class SessionOpener extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Session> SESSION = AttributeKey.valueOf("spywatcher.session");

  private final Sessions sessions;
  private final Consumer<ClientHead> forget;

  /**
   * An opener.
   *
   * @param forget removes what the library keeps of a session that has ended
   */
  SessionOpener(Sessions sessions, Consumer<ClientHead> forget) {
    this.sessions = sessions;
    this.forget = forget;
  }

  /** The session of a channel, or {@code null}. */
  static @Nullable Session session(Channel channel) {
    return channel.attr(SESSION).get();
  }

  static void bind(Channel channel, Session session) {
    channel.attr(SESSION).set(session);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    ClientHead head = ctx.channel().attr(ClientHead.CLIENT).get();
    if (message instanceof FullHttpRequest && head != null && session(ctx.channel()) == null) {
      Runnable leave = Door.claim(ctx.channel());
      bind(
          ctx.channel(),
          sessions.open(
              head,
              ctx.channel(),
              () -> {
                leave.run();
                forget.accept(head);
              }));
    }
    super.channelRead(ctx, message);
  }
}
