package dev.spywatcher.fakediscord;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may control the fake: any program of this machine, but no web page that a browser on it
 * happens to show.
 */
final class CallerCheck {

  private CallerCheck() {}

  /** Why a caller with these headers is refused, or {@code null}. */
  static @Nullable String fault(Function<String, @Nullable String> header) {
    String host = header.apply("Host");
    String origin = header.apply("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return "Origin: pages of other origins may not call the control API";
    }
    return isLoopback(host) ? null : "Host: call it by 127.0.0.1 or localhost";
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
