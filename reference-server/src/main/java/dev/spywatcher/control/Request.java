package dev.spywatcher.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

/** What is asked of this server: over HTTP, or by another server. */
interface Request {

  String method();

  /** Path and query. */
  URI uri();

  /** The body; reading on where the reader before has stopped. */
  InputStream body();

  /** One over HTTP. */
  record Http(HttpExchange exchange) implements Request {
    @Override
    public String method() {
      return exchange.getRequestMethod();
    }

    @Override
    public URI uri() {
      return exchange.getRequestURI();
    }

    @Override
    public InputStream body() {
      return exchange.getRequestBody();
    }
  }

  /** One of another server. */
  record OfPeer(String method, URI uri, InputStream body) implements Request {
    static OfPeer of(Asked asked) {
      return new OfPeer(
          asked.method(), URI.create(asked.target()), new ByteArrayInputStream(asked.body()));
    }
  }
}
