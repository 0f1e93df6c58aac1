package dev.spywatcher.socket;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.base64.Base64;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Answers a poll with the packets that wait. Replaces the library's answer, which loses every 51st
 * packet and frames binary parts as Engine.IO 3 did.
 */
@Sharable
final class PollAnswer extends ChannelOutboundHandlerAdapter {

  private static final int SEPARATOR = 0x1e;
  private static final String TEXT = "text/plain; charset=UTF-8";

  /** An answer is closed once it is this long; the rest waits for the next poll. */
  private static final int LONG_ENOUGH = 256 * 1024;

  private final PacketEncoder encoder;
  private final Sessions sessions;

  PollAnswer(PacketEncoder encoder, Sessions sessions) {
    this.encoder = encoder;
    this.sessions = sessions;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof OutPacketMessage out && out.getTransport() == Transport.POLLING) {
      answer(ctx, out, promise);
    } else {
      super.write(ctx, message, promise);
    }
  }

  private void answer(ChannelHandlerContext ctx, OutPacketMessage out, ChannelPromise promise)
      throws IOException {
    Queue<Packet> waiting = out.getClientHead().getPacketsQueue(Transport.POLLING);
    if (!ctx.channel().isActive() || waiting.isEmpty() || !claim(ctx.channel())) {
      promise.trySuccess();
      return;
    }
    Session session = sessions.session(out.getSessionId());
    ByteBuf body = ctx.alloc().buffer();
    try {
      fill(ctx, waiting, body);
    } catch (IOException | RuntimeException e) {
      body.release();
      lost(ctx, session);
      throw e;
    }
    if (session != null) {
      boolean farewell = session.fetched(body.readableBytes());
      promise.addListener(
          done -> {
            if (!done.isSuccess()) {
              lost(ctx, session);
            } else if (farewell) {
              session.farewellSent();
            }
          });
    }
    HttpAnswer.send(ctx, HttpResponseStatus.OK, TEXT, body, promise);
  }

  private void fill(ChannelHandlerContext ctx, Queue<Packet> waiting, ByteBuf body)
      throws IOException {
    while (body.readableBytes() < LONG_ENOUGH) {
      Packet packet = waiting.peek();
      if (packet == null || packet.getType() == PacketType.CLOSE && body.isReadable()) {
        // A client closes at once, before it has looked at what came with it: CLOSE goes alone.
        return;
      }
      waiting.remove();
      if (body.isReadable()) {
        body.writeByte(SEPARATOR);
      }
      encode(ctx, packet, body);
    }
  }

  /** Packets were taken that will not arrive: the session ends, rather than go on without them. */
  private static void lost(ChannelHandlerContext ctx, @Nullable Session session) {
    ctx.close();
    if (session != null) {
      session.close(CloseReason.TRANSPORT_CLOSED);
    }
  }

  private void encode(ChannelHandlerContext ctx, Packet packet, ByteBuf body) throws IOException {
    packet.setEngineIOVersion(EngineIOVersion.V4);
    encoder.encodePacket(packet, body, ctx.alloc(), true);
    for (ByteBuf attachment : packet.getAttachments()) {
      ByteBuf base64 = Base64.encode(attachment.duplicate(), false);
      body.writeByte(SEPARATOR).writeByte('b').writeBytes(base64);
      base64.release();
    }
  }

  /** Whether the poll had no answer yet; it counts as answered from now on. */
  private static boolean claim(Channel channel) {
    return channel.attr(EncoderHandler.WRITE_ONCE).compareAndSet(null, true);
  }

  /** Answers a poll that waits with a packet that says nothing. */
  static void release(Channel channel) {
    channel
        .eventLoop()
        .execute(
            () -> {
              ChannelHandlerContext ctx = channel.pipeline().context(PollAnswer.class);
              if (ctx != null && channel.isActive() && claim(channel)) {
                ByteBuf noop = Unpooled.copiedBuffer("6", StandardCharsets.UTF_8);
                HttpAnswer.send(ctx, HttpResponseStatus.OK, TEXT, noop, ctx.newPromise());
              }
            });
  }
}
