package dev.spywatcher.socket;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Requests;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The port that clients connect to. Owns its event loops: the library's own server takes seconds to
 * stop and does not tell which port it is bound to.
 */
public final class SocketServer implements AutoCloseable {

  private static final long LAST_FRAMES_MILLIS = 2_000;

  /** How often the files of the certificate are looked at. */
  private static final long RENEWAL_SECONDS = 5;

  private final EventLoopGroup loops;
  private final SocketPipeline pipeline;
  private final Sessions sessions;
  private final Channel listener;

  private SocketServer(
      EventLoopGroup loops, SocketPipeline pipeline, Sessions sessions, Channel listener) {
    this.loops = loops;
    this.pipeline = pipeline;
    this.sessions = sessions;
    this.listener = listener;
  }

  /**
   * Listens, with the SpyWatcher API in the main namespace.
   *
   * @throws IOException where the address cannot be bound; nothing is left running
   */
  public static SocketServer start(
      SocketSettings settings,
      Tokens tokens,
      Requests subscriptions,
      FanOut fanOut,
      Gate gate,
      Journal journal)
      throws IOException {
    return start(
        settings,
        fanOut,
        gate,
        (sessions, namespaces) ->
            new ApiNamespace(sessions, tokens, subscriptions, journal, settings.conduct())
                .bind(namespaces.get(Namespace.DEFAULT_NAME)));
  }

  /** Puts listeners on namespaces before the first client connects. */
  interface Binder {
    void bind(Sessions sessions, NamespacesHub namespaces);
  }

  /** Listens, with whatever {@code binder} puts into the namespaces. */
  static SocketServer start(SocketSettings settings, FanOut fanOut, Gate gate, Binder binder)
      throws IOException {
    Certificate certificate = settings.tls() == null ? null : new Certificate(settings.tls());
    Configuration configuration = configuration(settings);
    RefusalLog refusals = new RefusalLog();
    NamespacesHub namespaces = new NamespacesHub(configuration);
    namespaces.create(Namespace.DEFAULT_NAME);
    Sessions sessions = new Sessions(settings, fanOut, gate, refusals);
    binder.bind(sessions, namespaces);
    SocketPipeline pipeline =
        new SocketPipeline(
            configuration, namespaces, settings, sessions, gate, certificate, refusals);
    pipeline.start();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            new DefaultThreadFactory("spywatcher-socket", true),
            transport());
    ChannelFuture bound =
        bootstrap(loops, pipeline)
            .bind(new InetSocketAddress(settings.host(), settings.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      pipeline.stop();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    if (certificate != null) {
      loops.scheduleWithFixedDelay(
          certificate::refresh, RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS);
    }
    return new SocketServer(loops, pipeline, sessions, bound.channel());
  }

  private static Configuration configuration(SocketSettings settings) {
    Configuration configuration = new Configuration();
    configuration.setJsonSupport(new WireJson(settings));
    configuration.setPingInterval((int) settings.pingInterval().toMillis());
    configuration.setPingTimeout((int) settings.pingTimeout().toMillis());
    configuration.setMaxHttpContentLength(settings.maxPayload());
    configuration.setMaxFramePayloadLength(Integer.MAX_VALUE);
    // Off, each for its defect: a cookie would choose the sid; one origin would be named to all;
    // the
    // size limit would not hold; the version would be told; an ack would be sent for any event.
    configuration.setRandomSession(true);
    configuration.setEnableCors(false);
    configuration.setWebsocketCompression(false);
    configuration.setHttpCompression(false);
    configuration.setAddVersionHeader(false);
    configuration.setAckMode(AckMode.MANUAL);
    return configuration;
  }

  private static IoHandlerFactory transport() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static ServerBootstrap bootstrap(EventLoopGroup loops, SocketPipeline pipeline) {
    return new ServerBootstrap()
        .group(loops)
        .channel(
            Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, fairShare())
        .childHandler(pipeline);
  }

  /** What is read of a connection before the others of its loop are looked at: 64 KiB at most. */
  private static RecvByteBufAllocator fairShare() {
    return new AdaptiveRecvByteBufAllocator(512, 2_048, 16 * 1024).maxMessagesPerRead(4);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** The clients' sessions. */
  public Sessions sessions() {
    return sessions;
  }

  /** Closes every connection cleanly, then the port and the threads (CONN-12). Idempotent. */
  @Override
  public void close() {
    if (loops.isShuttingDown()) {
      return;
    }
    pipeline.shutDown();
    for (Session session : new ArrayList<>(sessions.all())) {
      session.closeAfterLastPackets(CloseReason.SHUTDOWN);
    }
    awaitClosed();
    listener.close().awaitUninterruptibly();
    pipeline.stop();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void awaitClosed() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_FRAMES_MILLIS);
    try {
      while (!sessions.all().isEmpty() && System.nanoTime() < deadline) {
        loops.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).sync();
      }
      // One more turn of the loops, for the close frames.
      loops.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).sync();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
