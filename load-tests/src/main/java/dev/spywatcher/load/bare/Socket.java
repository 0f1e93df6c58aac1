package dev.spywatcher.load.bare;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One client: just enough Engine.IO 4 and Socket.IO 5 for it to connect and subscribe. */
final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final String SUBSCRIBE = "[\"subscribe:guild\",\"";

  private final Channel channel;
  private final Lane lane;
  private @Nullable String room;

  Socket(Channel channel, Lane lane) {
    this.channel = channel;
    this.lane = lane;
  }

  void opened() {
    send(
        "0{\"sid\":\""
            + UUID.randomUUID()
            + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000,"
            + "\"maxPayload\":65536}");
    lane.beat(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame) {
      ctx.close();
    } else if (frame instanceof TextWebSocketFrame text) {
      packet(text.text());
    }
  }

  private void packet(String packet) {
    if (packet.startsWith("40")) {
      send("40{\"sid\":\"" + UUID.randomUUID() + "\"}");
    } else if (packet.startsWith("42") && room == null) {
      int arguments = packet.indexOf('[');
      if (packet.startsWith(SUBSCRIBE, arguments)) {
        int end = packet.indexOf('"', arguments + SUBSCRIBE.length());
        room = packet.substring(arguments + SUBSCRIBE.length(), end);
        lane.join(room, this);
        send("43" + packet.substring(2, arguments) + "[{\"ok\":true}]");
      }
    }
  }

  void send(String packet) {
    channel.writeAndFlush(new TextWebSocketFrame(packet), channel.voidPromise());
  }

  void drop() {
    channel.close();
  }

  /** Where frames can be written past all handlers. */
  ChannelHandlerContext direct() {
    return channel.pipeline().firstContext();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lane.gone(this, room);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
