package dev.spywatcher.comparison;

import dev.spywatcher.socket.ComparedServer;
import java.io.IOException;

/** A running server, of either kind. */
interface Server extends AutoCloseable {

  /** Starts a server on a free port. */
  interface Kind {
    Server start(Setup setup);
  }

  int port();

  /** Stops it as its users do; idempotent. */
  @Override
  void close();

  /** Ours. */
  static Server ours(Setup setup) {
    ComparedServer server;
    try {
      server = ComparedServer.start(setup.pingInterval(), setup.pingTimeout(), setup.maxPayload());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Server() {
      @Override
      public int port() {
        return server.port();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
