package dev.spywatcher.features.network;

import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.target.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The network line of one client: it can be cut, and can hold an upgrade back. Thread-safe. */
public final class Line implements AutoCloseable {
  private static final Duration LONGEST_POLL = Duration.ofMinutes(2);
  private static final int NARROW_BYTES = 4096;

  /** One for all lines: 64 requests at once, its default, would keep other clients waiting. */
  private static final OkHttpClient SHARED = shared();

  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch upgradeGate = new CountDownLatch(0);
  private final Place place;
  private final int receiveBuffer;
  private final OkHttpClient http;

  private Line(Target target, Place place, int receiveBuffer) {
    this.place = place;
    this.receiveBuffer = receiveBuffer;
    OkHttpClient.Builder builder =
        SHARED
            .newBuilder()
            .socketFactory(new TrackedSockets())
            .connectionPool(new ConnectionPool(5, 1, TimeUnit.MINUTES))
            .addInterceptor(
                chain -> {
                  if (isUpgrade(chain.request())) {
                    pass(upgradeGate);
                  }
                  return chain.proceed(chain.request());
                });
    Trust trust = target.trust();
    if (trust != null) {
      builder.sslSocketFactory(trust.sockets(), trust.manager());
    }
    this.http = builder.build();
  }

  /** A line from a place to a target. */
  public static Line to(Target target, Place place) {
    return new Line(target, place, 0);
  }

  /** A line whose end here takes in little that is not read. */
  public static Line narrow(Target target, Place place) {
    return new Line(target, place, NARROW_BYTES);
  }

  /** What requests and websockets go through. */
  public OkHttpClient http() {
    return http;
  }

  /** Closes every TCP connection, without a word of farewell. */
  public void cut() {
    Socket socket;
    while ((socket = sockets.poll()) != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("the line could not be cut", e);
      }
    }
  }

  /** Keeps a websocket that a polling client opens from reaching the service. */
  public void holdUpgrade() {
    upgradeGate = new CountDownLatch(1);
  }

  public void letUpgradeThrough() {
    upgradeGate.countDown();
  }

  @Override
  public void close() {
    letUpgradeThrough();
    http.connectionPool().evictAll();
  }

  private static boolean isUpgrade(Request request) {
    return request.url().queryParameter("sid") != null
        && "websocket".equals(request.url().queryParameter("transport"));
  }

  private static void pass(CountDownLatch gate) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the upgrade was interrupted", e);
    }
  }

  private static OkHttpClient shared() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(10_000);
    dispatcher.setMaxRequestsPerHost(10_000);
    return new OkHttpClient.Builder().dispatcher(dispatcher).readTimeout(LONGEST_POLL).build();
  }

  private final class TrackedSockets extends SocketFactory {
    private final SocketFactory plain = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
      Socket socket = plain.createSocket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      if (place.isDistinct()) {
        socket.bind(new InetSocketAddress(place.address(), 0));
      }
      sockets.add(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
      Socket socket = createSocket();
      socket.connect(address);
      return socket;
    }
  }
}
