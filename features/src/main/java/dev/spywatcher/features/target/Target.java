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
 * @param trust whom to trust where the URL is https, or null for the system's authorities
 */
public record Target(
    URI url, URI injectUrl, @Nullable String injectToken, String jwtSecret, @Nullable Trust trust) {
  public static final String URL = "spywatcher.url";
  public static final String INJECT_URL = "spywatcher.inject-url";

  /** System property: base URL of another server of the same service. */
  public static final String OTHER_URL = "spywatcher.other-url";

  /** System property: base URL of the HTTP stimulus there, where it is not the same. */
  public static final String OTHER_INJECT_URL = "spywatcher.other-inject-url";

  public static final String INJECT_TOKEN = "spywatcher.inject-token";

  /** System property: file of a certificate to trust, PEM. */
  public static final String CA = "spywatcher.ca";

  public static final String JWT_SECRET = "spywatcher.jwt-secret";

  /** The target that the system properties {@code spywatcher.*} name. */
  public static Target named() {
    return new Target(
        URI.create(required(URL)),
        URI.create(required(INJECT_URL)),
        System.getProperty(INJECT_TOKEN),
        required(JWT_SECRET),
        Trust.in(System.getProperty(CA)));
  }

  /** Another server of the service that is named, or null where none is told. */
  public static @Nullable Target otherNamed() {
    String url = System.getProperty(OTHER_URL, "");
    if (url.isBlank()) {
      return null;
    }
    Target named = named();
    String injectUrl = System.getProperty(OTHER_INJECT_URL, named.injectUrl().toString());
    return new Target(
        URI.create(url),
        URI.create(injectUrl),
        named.injectToken(),
        named.jwtSecret(),
        named.trust());
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "-D" + property + " is not set: it names the implementation under judgement");
    }
    return value;
  }

  /** The same target, with the stimulus elsewhere. */
  public Target withInjectUrl(URI other) {
    return new Target(url, other, null, jwtSecret, trust);
  }

  /** The URL of the Engine.IO endpoint with a query such as {@code EIO=4&transport=polling}. */
  public String endpoint(String query) {
    return url.getScheme() + "://" + url.getHost() + ":" + port() + "/socket.io/?" + query;
  }

  /** The port, said or implied. */
  public int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? 443 : 80;
  }
}
