package dev.spywatcher.fakediscord;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, taken apart.
 *
 * @param segments of the path, decoded
 * @param query the first value of a parameter, or {@code null}
 * @param header the value of a header, or {@code null}
 */
record RestRequest(
    String method,
    List<String> segments,
    Function<String, @Nullable String> query,
    Function<String, @Nullable String> header,
    byte[] body) {

  static RestRequest of(Request request) {
    return new RestRequest(
        request.getMethod().getName(),
        segments(path(request)),
        name -> {
          QueryParameter parameter = request.queryParameter(name);
          return parameter.isPresent() ? parameter.firstValue() : null;
        },
        request::getHeader,
        request.getBody());
  }

  static String path(Request request) {
    return request.getUrl().split("\\?", 2)[0];
  }

  /** The rest of the path, without its first so many segments. */
  RestRequest below(int count) {
    return new RestRequest(method, segments.subList(count, segments.size()), query, header, body);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      try {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
      } catch (IllegalArgumentException e) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
