package dev.spywatcher.load.crowd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One websocket connection of a seat: opens it, shows the token, subscribes, then counts what comes
 * and answers heartbeats. Speaks Engine.IO 4 and Socket.IO 5 by hand.
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameScanner.Sink {

  /** What becomes of a connection; told on its loop, each at most once. */
  interface Outcome {
    /** It is subscribed, or connected where there is nothing to subscribe to. */
    void arrived(Seat seat);

    /** It ended before. */
    void failed(Seat seat, String reason);
  }

  private enum State {
    UPGRADING,
    OPENING,
    CONNECTING,
    SUBSCRIBING,
    ARRIVED,
    ENDED
  }

  private static final ByteBuf PONG = Unpooled.unreleasableBuffer(MaskedFrame.text("3"));
  private static final int LONGEST_ANSWER = 8192;

  private final Seat seat;
  private final @Nullable String guildId;
  private final Outcome outcome;
  private final FrameScanner scanner = new FrameScanner();
  private final StringBuilder answer = new StringBuilder();
  private State state = State.UPGRADING;
  private @Nullable ChannelHandlerContext context;

  /**
   * A connection.
   *
   * @param guildId whose events it subscribes to; {@code null} for none
   */
  Connection(Seat seat, @Nullable String guildId, Outcome outcome) {
    this.seat = seat;
    this.guildId = guildId;
    this.outcome = outcome;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    InetSocketAddress server = (InetSocketAddress) ctx.channel().remoteAddress();
    String request =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            + "Host: "
            + server.getHostString()
            + ":"
            + server.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (state == State.UPGRADING && !upgraded(bytes)) {
      bytes.release();
      return;
    }
    Row row = seat.row();
    scanner.read(bytes, this);
    row.readEnds();
  }

  /** Reads the answer to the upgrade up to its end, and no further; whether it has ended. */
  private boolean upgraded(ByteBuf bytes) {
    while (bytes.isReadable()) {
      answer.append((char) bytes.readUnsignedByte());
      int length = answer.length();
      if (length >= 4 && answer.indexOf("\r\n\r\n", length - 4) >= 0) {
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
          fail("the upgrade was answered: " + answer.substring(0, answer.indexOf("\r")));
          return false;
        }
        answer.setLength(0);
        answer.trimToSize();
        state = State.OPENING;
        return true;
      }
      if (length > LONGEST_ANSWER) {
        fail("the upgrade was answered without end");
        return false;
      }
    }
    return false;
  }

  @Override
  public void event(int writer, int number) {
    seat.row().event(seat, writer, number);
  }

  @Override
  public void packet(String text) {
    if (text.equals("2")) {
      send(PONG.duplicate());
    } else if (state == State.OPENING && text.startsWith("0{")) {
      state = State.CONNECTING;
      send(MaskedFrame.text("40{\"token\":\"" + seat.token() + "\"}"));
    } else if (state == State.CONNECTING && text.startsWith("40{")) {
      subscribe();
    } else if (state == State.SUBSCRIBING && text.startsWith("430[{\"ok\":true")) {
      arrive();
    } else if (state == State.ARRIVED) {
      seat.row().strange();
    } else {
      fail("while " + state + " came " + text);
    }
  }

  private void subscribe() {
    if (guildId == null) {
      arrive();
    } else {
      state = State.SUBSCRIBING;
      send(MaskedFrame.text("420[\"subscribe:guild\",\"" + guildId + "\"]"));
    }
  }

  private void arrive() {
    state = State.ARRIVED;
    outcome.arrived(seat);
  }

  private void send(ByteBuf frame) {
    if (context != null) {
      context.writeAndFlush(frame, context.voidPromise());
    }
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }

  @Override
  public void strange() {
    seat.row().strange();
  }

  /** The benchmark itself is about to close it: that is no fault. */
  void leave() {
    state = State.ENDED;
  }

  private void fail(String reason) {
    if (state == State.ARRIVED) {
      state = State.ENDED;
      seat.row().gone();
    } else if (state != State.ENDED) {
      state = State.ENDED;
      outcome.failed(seat, reason);
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    scanner.end();
    fail("the connection was closed while " + state);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(String.valueOf(cause.getMessage()));
  }
}
