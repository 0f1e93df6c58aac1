package dev.spywatcher.features.target;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The implementation under judgement.
 *
 * @param url base URL of the Socket.IO service, without the path
 * @param injectUrl base URL of the HTTP stimulus
 * @param injectToken bearer token of the stimulus, where it asks for one
 * @param jwtSecret the secret that tokens are signed with (HS256)
 */
public record Target(URI url, URI injectUrl, @Nullable String injectToken, String jwtSecret) {
  public static final String URL = "spywatcher.url";
  public static final String INJECT_URL = "spywatcher.inject-url";
  public static final String INJECT_TOKEN = "spywatcher.inject-token";
  public static final String JWT_SECRET = "spywatcher.jwt-secret";

  /** The target that the system properties {@code spywatcher.*} name. */
  public static Target named() {
    return new Target(
        URI.create(required(URL)),
        URI.create(required(INJECT_URL)),
        System.getProperty(INJECT_TOKEN),
        required(JWT_SECRET));
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "-D" + property + " is not set: it names the implementation under judgement");
    }
    return value;
  }

  /** The URL of the Engine.IO endpoint with the scheme given, such as {@code ws}. */
  public URI endpoint(boolean websocket, String query) {
    String scheme = url.getScheme();
    if (websocket) {
      scheme = scheme.equals("https") ? "wss" : "ws";
    }
    return URI.create(
        scheme + "://" + url.getHost() + ":" + port() + "/socket.io/?EIO=4&transport=" + query);
  }

  private int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? 443 : 80;
  }
}
