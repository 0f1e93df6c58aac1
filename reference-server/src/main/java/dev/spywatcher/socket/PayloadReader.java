package dev.spywatcher.socket;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.PacketsMessage;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Takes the payload of a POST apart into packets. Stands at the head of the pipeline, where the
 * library fires payloads from: there they must not pass the decoders, which break on them under
 * TLS; and the library's own reader leaks the buffers of payloads with several packets.
 */
@Sharable
final class PayloadReader extends ChannelInboundHandlerAdapter {

  private static final char SEPARATOR = '\u001e';

  private final Sessions sessions;
  private final PacketDispatch dispatch;

  PayloadReader(Sessions sessions, PacketDispatch dispatch) {
    this.sessions = sessions;
    this.dispatch = dispatch;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!(message instanceof PacketsMessage payload)) {
      super.channelRead(ctx, message);
      return;
    }
    Session session = sessions.session(payload.getClient().getSessionId());
    if (session != null) {
      read(session, payload.getContent().toString(StandardCharsets.UTF_8));
    }
  }

  private void read(Session session, String payload) {
    int start = 0;
    while (start <= payload.length() && !session.isClosed()) {
      int end = payload.indexOf(SEPARATOR, start);
      if (end < 0) {
        end = payload.length();
      }
      packet(session, payload.substring(start, end));
      start = end + 1;
    }
  }

  private void packet(Session session, String packet) {
    if (!packet.startsWith("b")) {
      dispatch.text(session, packet, Transport.POLLING);
      return;
    }
    try {
      dispatch.binary(session, Base64.getDecoder().decode(packet.substring(1)));
    } catch (IllegalArgumentException e) {
      dispatch.malformed(session, "the binary part is not base64");
    }
  }
}
