package dev.spywatcher.load.service;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A way between a server and its Redis that can be cut. While it is, nothing passes and nothing is
 * closed, as where a network loses every packet; when it is mended, what was held up arrives.
 * Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

  private final InetSocketAddress target;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("proxy", true), NioIoHandler.newFactory());
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final Channel listening;
  private volatile boolean cut;

  /** A way to {@code target}, open. */
  public TcpProxy(InetSocketAddress target) {
    this.target = target;
    this.listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel near) {
                    opened(near);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** From now on nothing passes. */
  public void cut() {
    passing(false);
  }

  /** What was held up passes, and all that follows. */
  public void mend() {
    passing(true);
  }

  private void passing(boolean open) {
    group
        .submit(
            () -> {
              cut = !open;
              channels.forEach(channel -> channel.config().setAutoRead(open));
            })
        .syncUninterruptibly();
  }

  private void opened(Channel near) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(near.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Passing(near))
            .connect(target);
    Channel far = connecting.channel();
    near.pipeline().addLast(new Passing(far));
    // Both are of one event loop, so nothing is read before there is a way for it.
    connecting.addListener(
        (ChannelFuture done) -> {
          if (done.isSuccess()) {
            passes(near);
            passes(far);
          } else {
            near.close();
          }
        });
  }

  private void passes(Channel channel) {
    channels.add(channel);
    channel.closeFuture().addListener(closed -> channels.remove(channel));
    channel.config().setAutoRead(!cut);
  }

  /** Passes what comes on one side to the other. */
  private final class Passing extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Passing(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      other.writeAndFlush(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      other.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
      other.close();
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
