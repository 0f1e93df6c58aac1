package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wire to a Redis that can be cut: what goes through it ends, and nothing new gets through. */
final class RedisWire implements AutoCloseable {

  private final int port;
  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger swallowed = new AtomicInteger();
  private volatile boolean whole = true;
  private volatile @Nullable String swallows;

  RedisWire(RedisAddress redis) {
    this.port = redis.port();
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept);
  }

  RedisAddress address() {
    return RedisAddress.local(door.getLocalPort());
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "redis-wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (!whole) {
          near.close();
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(near);
        sockets.add(far);
        thread(() -> pump(near, far));
        thread(() -> pump(far, near));
      } catch (IOException e) {
        // Closed, or the Redis is gone: there is nothing to be had here.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[64 * 1024];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        String word = swallows;
        if (word != null && new String(piece, 0, length, ISO_8859_1).contains(word)) {
          swallowed.incrementAndGet();
        } else {
          out.write(piece, 0, length);
        }
      }
    } catch (IOException e) {
      // One of them has ended; so does the other.
    }
    sockets.remove(from);
    sockets.remove(to);
  }

  /** Cuts it, without a word to either end but that it is over. */
  void cut() {
    whole = false;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }

  /** Loses every piece that has that word in it; none where that is {@code null}. */
  void swallow(@Nullable String word) {
    swallows = word;
  }

  /** How many pieces it has lost so. */
  int swallowed() {
    return swallowed.get();
  }

  /** Makes it whole again. */
  void mend() {
    whole = true;
  }

  @Override
  public void close() {
    cut();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
