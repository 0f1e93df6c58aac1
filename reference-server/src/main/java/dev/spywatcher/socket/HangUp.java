package dev.spywatcher.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * The end of a connection. Where a socket is closed before all that has come by it is read, the
 * other side's system drops what it has not read either: the last words are lost on a client that
 * was just sending.
 */
final class HangUp extends ChannelInboundHandlerAdapter {

  private HangUp() {}

  /**
   * Ends a connection.
   *
   * @param heard whether the other side is to get the last words in any case: then the connection
   *     is over for it, and what still comes is read and dropped until it closes, too; who calls
   *     this sees to it that that is soon
   */
  static void of(Channel socket, boolean heard) {
    if (heard
        && socket instanceof DuplexChannel duplex
        && socket.pipeline().get(SslHandler.class) == null) {
      socket.pipeline().addFirst(new HangUp());
      socket.config().setAutoRead(true);
      duplex.shutdownOutput();
    } else {
      socket.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
