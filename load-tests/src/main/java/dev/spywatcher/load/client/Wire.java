package dev.spywatcher.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Opens HTTP connections to a server on a given event loop. */
final class Wire {

  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;
  private static final int LARGEST_ANSWER = 8 << 20;

  private Wire() {}

  private static final class Tls {
    static final SslContext CONTEXT = context();

    private static SslContext context() {
      try {
        return SslContextBuilder.forClient().build();
      } catch (SSLException e) {
        throw new IllegalStateException("every Java platform has TLS", e);
      }
    }
  }

  /** Connects; {@code handlers} add what comes after HTTP. */
  static ChannelFuture connect(
      EventLoop loop, ClientOptions options, Consumer<ChannelPipeline> handlers) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(socketType(loop))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ChannelPipeline pipeline = channel.pipeline();
                    InetSocketAddress server = options.server();
                    if (options.tls()) {
                      pipeline.addLast(
                          Tls.CONTEXT.newHandler(
                              channel.alloc(), server.getHostString(), server.getPort()));
                    }
                    pipeline.addLast(
                        new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER));
                    handlers.accept(pipeline);
                  }
                });
    InetSocketAddress from = options.from();
    return from == null
        ? bootstrap.connect(options.server())
        : bootstrap.connect(options.server(), from);
  }

  private static Class<? extends Channel> socketType(EventLoop loop) {
    return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
        ? EpollSocketChannel.class
        : NioSocketChannel.class;
  }
}
