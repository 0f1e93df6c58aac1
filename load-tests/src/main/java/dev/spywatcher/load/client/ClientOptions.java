package dev.spywatcher.load.client;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client connects.
 *
 * @param url of the server: {@code http} or {@code https}, without a path
 * @param token shown as {@code auth.token}; {@code null} for no token
 * @param from the address of this machine that connections come from; {@code null} for any
 */
public record ClientOptions(
    URI url,
    @Nullable String token,
    TransportKind transport,
    @Nullable InetSocketAddress from,
    Reconnection reconnection) {

  public ClientOptions {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "target: " + url + " is no URL of a server, such as http://127.0.0.1:3001");
    }
  }

  boolean tls() {
    return "https".equals(url.getScheme());
  }

  InetSocketAddress server() {
    int port = url.getPort();
    return new InetSocketAddress(url.getHost(), port < 0 ? tls() ? 443 : 80 : port);
  }

  /** For the header {@code Host}. */
  String host() {
    return url.getAuthority();
  }
}
