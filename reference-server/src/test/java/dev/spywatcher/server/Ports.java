package dev.spywatcher.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports below those that the system gives away by itself, so that no other test gets them. */
final class Ports {

  private static final AtomicInteger NEXT =
      new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

  private Ports() {}

  /** A port that nobody listens on. */
  static int free() throws IOException {
    while (true) {
      int port = NEXT.incrementAndGet();
      if (isFree(port)) {
        return port;
      }
    }
  }

  static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (java.net.BindException e) {
      return false;
    }
  }

  /** A port that another program listens on until that is closed. */
  static ServerSocket taken() throws IOException {
    return new ServerSocket(free(), 1, InetAddress.getByName("127.0.0.1"));
  }
}
