package dev.spywatcher.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a client and a server: a TCP relay that can be cut, or go dead in one direction
 * while it stays open. Thread-safe.
 */
final class Wire implements AutoCloseable {

  /** Which way bytes flow. */
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** Connections that share a fate, and which direction of them is dead. */
  private static final class Health {
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Direction dead;

    private void cut() {
      sockets.forEach(Wire::closeQuietly);
    }
  }

  private final ServerSocket listener;
  private volatile int server;
  private volatile Health health = new Health();

  /** Listens on a free port, and leads to that of {@code server}. */
  Wire(int server) throws IOException {
    this.server = server;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread("accept", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Leads new connections to another server. */
  void leadTo(int port) {
    server = port;
  }

  /** Swallows, from now on, what goes in that direction. */
  void deaden(Direction direction) {
    health.dead = direction;
  }

  /** Ends what is half dead, for a client that might use it again; new connections are sound. */
  void repair() {
    Health old = health;
    if (old.dead != null) {
      health = new Health();
      old.cut();
    }
  }

  /** Breaks the connections. */
  void cut() {
    health.cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Health shared = health;
        shared.sockets.add(client);
        thread("connect", () -> connect(client, shared));
      } catch (IOException e) {
        // Closed, or the client has gone already.
      }
    }
  }

  private void connect(Socket client, Health shared) {
    Socket upstream = new Socket();
    shared.sockets.add(upstream);
    try {
      upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      Thread back = thread("to client", () -> pump(upstream, client, Direction.TO_CLIENT, shared));
      pump(client, upstream, Direction.TO_SERVER, shared);
      back.join();
    } catch (IOException e) {
      // No server there: the client is turned away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(client);
      closeQuietly(upstream);
      shared.sockets.remove(client);
      shared.sockets.remove(upstream);
    }
  }

  private static void pump(Socket from, Socket to, Direction direction, Health shared) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (shared.dead == null) {
          out.write(buffer, 0, n);
        } else if (shared.dead != direction) {
          writeToTheDeaf(out, buffer, n);
        }
      }
      if (shared.dead != direction) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      if (shared.dead != direction) {
        closeQuietly(to);
      }
    }
  }

  /** The other end may have given up, which nothing tells this end. */
  private static void writeToTheDeaf(OutputStream out, byte[] buffer, int n) {
    try {
      out.write(buffer, 0, n);
    } catch (IOException e) {
      // As said.
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "wire: " + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
