package dev.spywatcher.fakediscord;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a gateway connection asks for.
 *
 * @param version of the API; none means the one that is spoken here
 * @param encoding {@code json} or {@code etf}
 * @param compress {@code zlib-stream}, {@code zstd-stream} or empty
 */
record GatewayUrl(String version, String encoding, String compress) {

  private static final String VERSION = "10";

  static GatewayUrl of(String uri) {
    QueryStringDecoder decoder = new QueryStringDecoder(uri);
    try {
      return new GatewayUrl(
          parameter(decoder, "v", VERSION),
          parameter(decoder, "encoding", "json"),
          parameter(decoder, "compress", ""));
    } catch (IllegalArgumentException e) {
      return new GatewayUrl("", "% without two hex digits", "");
    }
  }

  private static String parameter(QueryStringDecoder decoder, String name, String otherwise) {
    List<String> values = decoder.parameters().getOrDefault(name, List.of());
    return values.isEmpty() ? otherwise : values.get(0);
  }

  boolean supported() {
    return version.equals(VERSION);
  }

  boolean compressed() {
    return compress.equals("zlib-stream");
  }

  /** What this gateway cannot do, or {@code null}. */
  @Nullable String fault() {
    if (!encoding.equals("json")) {
      return "encoding: '" + shown(encoding) + "' is not spoken here; use json";
    }
    if (!compress.isEmpty() && !compressed()) {
      return "compress: '" + shown(compress) + "' is not spoken here; use zlib-stream or none";
    }
    return null;
  }

  private static String shown(String value) {
    return value.length() > 30 ? value.substring(0, 30) + "…" : value;
  }
}
