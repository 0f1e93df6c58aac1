package dev.spywatcher.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the control API: whoever presents the token, where one is set; otherwise any program
 * of this machine, but no web page that a browser on it happens to show.
 */
record CallerCheck(@Nullable String token) {

  /** What holds nothing of the server but that it is there. */
  private static final Set<String> OPEN =
      Set.of("/health", "/docs", "/asyncapi.yaml", "/types.d.ts");

  void check(HttpExchange exchange) throws ControlError {
    Headers headers = exchange.getRequestHeaders();
    String host = headers.getFirst("Host");
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw ControlError.of(
          403, "forbidden", "Origin: pages of other origins may not call the control API");
    }
    checkSite(headers);
    String path = exchange.getRequestURI().getPath();
    if (token != null) {
      if (OPEN.contains(path) || path.startsWith("/schemas/") || PageCalls.isOfPage(path)) {
        return;
      }
      String given = headers.getFirst("Authorization");
      if (given == null || !ControlServer.sameSecret(given, "Bearer " + token)) {
        throw ControlError.of(
            401,
            "unauthorized",
            "Authorization: send Bearer with the token that the server was given as"
                + " --control-token");
      }
    } else if (!isLoopback(host)) {
      // A page whose name resolves to this machine would pass for its own origin.
      throw ControlError.of(
          403, "forbidden", "Host: call it by 127.0.0.1 or localhost, or set --control-token");
    }
  }

  /**
   * A browser says where a request comes from, also one that has no Origin, such as that of an
   * image. A link elsewhere may lead here; nothing else elsewhere may call.
   */
  private static void checkSite(Headers headers) throws ControlError {
    String site = headers.getFirst("Sec-Fetch-Site");
    boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
    if (!ownSite && !"document".equals(headers.getFirst("Sec-Fetch-Dest"))) {
      throw ControlError.of(
          403, "forbidden", "Sec-Fetch-Site: pages of other sites may not call the control API");
    }
  }

  private static boolean isLoopback(@Nullable String host) {
    try {
      String name = host == null ? null : URI.create("http://" + host).getHost();
      if (name == null) {
        return false;
      }
      boolean address = name.startsWith("[") || name.matches("[0-9.]+");
      return name.equals("localhost") || address && InetAddress.getByName(name).isLoopbackAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return false;
    }
  }
}
