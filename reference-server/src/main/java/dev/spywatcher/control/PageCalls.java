package dev.spywatcher.control;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console: a page and what it is made of, all from this program. It holds no secret and is
 * served to whoever may call at all; what it shows and does goes through calls that are checked.
 * Thread-safe.
 */
final class PageCalls {

  /** No script, style or connection but this server's own, and no page may show it in a frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private static final Pattern NAME = Pattern.compile("[a-z]+\\.(js|css|svg)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private record Part(byte[] body, String tag) {}

  private final Map<String, Part> parts = new ConcurrentHashMap<>();

  /** Whether a path is one of the page's own. */
  static boolean isOfPage(String path) {
    return path.equals("/") || path.startsWith("/console/");
  }

  Reply page(Call call) throws ControlError, IOException {
    return part(call, "index.html");
  }

  Reply part(Call call) throws ControlError, IOException {
    return part(call, call.id());
  }

  private Reply part(Call call, String name) throws ControlError, IOException {
    Part part = parts.get(name);
    if (part == null) {
      part = read(name);
      if (part == null) {
        throw ControlError.of(404, "not_found", "the console has no such part");
      }
      parts.put(name, part);
    }
    Headers headers = call.exchange().getResponseHeaders();
    headers.set("ETag", part.tag());
    // Asked for each time, and sent only where it is another one.
    headers.set("Cache-Control", "no-cache");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (part.tag().equals(call.exchange().getRequestHeaders().getFirst("If-None-Match"))) {
      return Reply.NOT_MODIFIED;
    }
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    return Reply.document(TYPES.getOrDefault(suffix, "application/octet-stream"), part.body());
  }

  private static @Nullable Part read(String name) throws IOException {
    if (!name.equals("index.html") && !NAME.matcher(name).matches()) {
      return null;
    }
    try (InputStream in = PageCalls.class.getResourceAsStream("/console/" + name)) {
      if (in == null) {
        return null;
      }
      byte[] body = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return new Part(body, '"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
