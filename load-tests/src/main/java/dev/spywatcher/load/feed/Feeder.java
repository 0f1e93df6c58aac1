package dev.spywatcher.load.feed;

import dev.spywatcher.load.crowd.Numbering;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One writer's keep-alive connection to the control API; has one call under way at most.
 *
 * <p>The JDK's HTTP server sends the header and the body of an answer apart, and waits with one for
 * the acknowledgement of the other, which a client's kernel delays by 40 ms (Nagle's algorithm and
 * delayed acknowledgement). So what comes is acknowledged at once here, where the platform lets us.
 */
final class Feeder extends SimpleChannelInboundHandler<HttpObject> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int ACCEPTED = 202;

  private final int writer;
  private final Guild guild;
  private final String head;
  private final AtomicLong posted = new AtomicLong();
  private volatile IntConsumer answered = number -> {};
  private volatile @Nullable Channel channel;
  private volatile String fault = "";
  private int next;

  Feeder(int writer, Guild guild, String authority) {
    this.writer = writer;
    this.guild = guild;
    this.head =
        "POST /control/events HTTP/1.1\r\nHost: "
            + authority
            + "\r\nContent-Type: application/json\r\nContent-Length: ";
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  /** Who is told this writer's number at each answer. */
  void whenAnswered(IntConsumer listener) {
    answered = listener;
  }

  /** Events posted so far. */
  long posted() {
    return posted.get();
  }

  /** Why it cannot go on; empty while it can. */
  String fault() {
    return fault;
  }

  /** Posts the next events; from any thread, once the last call has been answered. */
  void post(int events) {
    Channel open = channel;
    if (open == null || !open.isActive()) {
      fault = fault.isEmpty() ? "a writer has no connection to the control API" : fault;
    } else if (open.eventLoop().inEventLoop()) {
      write(open, events);
    } else {
      open.eventLoop().execute(() -> write(open, events));
    }
  }

  private void write(Channel open, int events) {
    String timestamp = TIME.format(Instant.now());
    StringBuilder body = new StringBuilder(events * 256);
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? events == 1 ? "" : "[" : ",")
          .append(guild.message(writer, next, timestamp));
      next = (next + 1) % Numbering.CYCLE;
    }
    if (events > 1) {
      body.append(']');
    }
    posted.addAndGet(events);
    String call = head + body.length() + "\r\n\r\n" + body;
    open.writeAndFlush(Unpooled.wrappedBuffer(call.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (message instanceof HttpResponse response) {
      if (response.status().code() != ACCEPTED) {
        fault = "POST /control/events was answered " + response.status();
      }
    }
    if (message instanceof LastHttpContent && fault.isEmpty()) {
      answered.accept(writer);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof EpollSocketChannel) {
      // Linux forgets the option soon, so it is set after each read.
      ctx.channel().config().setOption(EpollChannelOption.TCP_QUICKACK, true);
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (fault.isEmpty()) {
      fault = "the control API closed a writer's connection";
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fault = "a writer's connection failed: " + cause.getMessage();
    ctx.close();
  }

  void close() {
    Channel open = channel;
    if (open != null) {
      open.close();
    }
  }
}
