package dev.spywatcher.features.client;

import java.io.IOException;
import java.net.InetAddress;
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

/** The network line of one client: it can be cut, and can hold an upgrade back. */
final class Line {
  private static final Duration LONGEST_POLL = Duration.ofMinutes(2);

  /** One for all lines: 64 requests at once, its default, would keep other clients waiting. */
  private static final OkHttpClient SHARED = shared();

  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch upgradeGate = new CountDownLatch(0);
  private final OkHttpClient http =
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
              })
          .build();

  OkHttpClient http() {
    return http;
  }

  /** Closes every TCP connection, without a word of farewell. */
  void cut() {
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
  void holdUpgrade() {
    upgradeGate = new CountDownLatch(1);
  }

  void letUpgradeThrough() {
    upgradeGate.countDown();
  }

  void close() {
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
      return tracked(plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return tracked(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return tracked(plain.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return tracked(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return tracked(plain.createSocket(host, port, local, localPort));
    }

    private Socket tracked(Socket socket) {
      sockets.add(socket);
      return socket;
    }
  }
}
