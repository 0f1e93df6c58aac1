package dev.spywatcher.bus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisClientConfig;
import org.redisson.misc.RedisURI;

/** Opens connections to one Redis, and has the one thread on which they run. Thread-safe. */
final class Connector implements AutoCloseable {

  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 8_000;

  private final RedisAddress address;
  private final EventLoopGroup loop;
  private final Class<? extends DuplexChannel> channel;
  private final HashedWheelTimer timer =
      new HashedWheelTimer(new DefaultThreadFactory("spywatcher-redis-timer", true));
  private final DirectExecutor direct = new DirectExecutor();

  /**
   * A connector to {@code address}.
   *
   * @throws IOException where this machine cannot reach a Redis in that way
   */
  Connector(RedisAddress address) throws IOException {
    this.address = address;
    boolean epoll = Epoll.isAvailable();
    boolean unix = address.kind() == RedisAddress.Kind.UNIX;
    if (unix && !epoll) {
      throw new IOException(
          "--redis: " + address + " needs Linux; give a redis:// URL on this machine");
    }
    this.channel =
        unix
            ? EpollDomainSocketChannel.class
            : epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("spywatcher-redis", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /**
   * Opens a connection. May look up the name of the host, and so block for a while.
   *
   * @param echo name of a channel of this server alone
   * @param lost called once it has broken, unless it was closed
   */
  CompletionStage<Connection> connect(String echo, Runnable lost) {
    RedisClient client;
    try {
      client = RedisClient.create(config(lost));
    } catch (UnknownHostException e) {
      return CompletableFuture.failedFuture(e);
    }
    return Connection.open(client, echo);
  }

  private RedisClientConfig config(Runnable lost) throws UnknownHostException {
    RedisClientConfig config =
        new RedisClientConfig()
            .setGroup(loop)
            .setSocketChannelClass(channel)
            .setTimer(timer)
            .setResolverGroup(DefaultAddressResolverGroup.INSTANCE)
            .setExecutor(direct)
            .setConnectTimeout(CONNECT_MILLIS)
            .setCommandTimeout(ANSWER_MILLIS)
            .setKeepPubSubOrder(false)
            .setTcpNoDelay(true)
            .setUsername(address.username())
            .setPassword(address.password())
            .setDatabase(address.database())
            .setClientName("spywatcher")
            .setDisconnectedListener(ended -> lost.run());
    String place = address.place();
    if (address.kind() == RedisAddress.Kind.UNIX) {
      return config.setAddress(new RedisURI("redis+uds://" + place));
    }
    String scheme = address.kind() == RedisAddress.Kind.TLS ? "rediss" : "redis";
    InetSocketAddress resolved =
        new InetSocketAddress(InetAddress.getByName(place), address.port());
    return config.setAddress(resolved, new RedisURI(scheme, place, address.port()));
  }

  /** Runs a task once everything that has arrived by now has been read. */
  void afterReading(Runnable task) {
    loop.execute(task);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    timer.stop();
  }
}
