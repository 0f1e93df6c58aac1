package dev.spywatcher.features.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import redis.embedded.RedisServer;

/** A Redis of the suite's own, which can be stopped and started again. Thread-safe. */
public final class OwnRedis implements AutoCloseable {

  /** Another program may take a port that was free a moment ago. */
  private static final int PORTS_TRIED = 5;

  private int port;
  private RedisServer server;

  /** Starts one, on a free port. */
  public OwnRedis() {
    IOException failure = null;
    for (int i = 0; i < PORTS_TRIED; i++) {
      try {
        port = freePort();
        server = started();
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new UncheckedIOException("no Redis starts on this machine", failure);
  }

  /** How it is reached. */
  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  synchronized void stop() {
    try {
      if (server.isActive()) {
        server.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Redis cannot be stopped", e);
    }
  }

  /** Starts it again, on the same port and empty. */
  synchronized void start() {
    try {
      server = started();
    } catch (IOException e) {
      throw new UncheckedIOException("Redis cannot be started again", e);
    }
  }

  private RedisServer started() throws IOException {
    RedisServer redis =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .onShutdownForceStop(true)
            .build();
    redis.start();
    return redis;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
