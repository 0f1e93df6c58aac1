package dev.spywatcher.control;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which call serves which request: a table of method and path, in which {@code *} stands for an id.
 * Filled before the first request; thread-safe from then on.
 */
final class Routes {

  /** Answers a request. */
  interface Handler {
    Reply answer(Call call) throws ControlError, NotEverywhereException, IOException;
  }

  /** Answers a request some time later, and occupies no thread until then. */
  interface LaterHandler {
    CompletionStage<Reply> answer(Call call)
        throws ControlError, NotEverywhereException, IOException;
  }

  private record Route(String method, String path, String[] segments, LaterHandler handler) {

    /** What stands for the ids, or {@code null} where the path is another. */
    @Nullable List<String> ids(String[] path) {
      if (path.length != segments.length) {
        return null;
      }
      List<String> ids = new ArrayList<>(2);
      for (int i = 0; i < path.length; i++) {
        if (segments[i].equals("*")) {
          ids.add(path[i]);
        } else if (!segments[i].equals(path[i])) {
          return null;
        }
      }
      return ids;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  Routes on(String method, String path, Handler handler) {
    return later(method, path, call -> CompletableFuture.completedFuture(handler.answer(call)));
  }

  Routes later(String method, String path, LaterHandler handler) {
    routes.add(new Route(method, path, path.substring(1).split("/", -1), handler));
    return this;
  }

  CompletionStage<Reply> answer(Request request)
      throws ControlError, NotEverywhereException, IOException {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String[] path = segments(request.uri().getRawPath());
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      List<String> ids = route.ids(path);
      if (ids != null && route.method.equals(method)) {
        return route.handler.answer(new Call(request, ids));
      } else if (ids != null) {
        allowed.add(route.method);
      }
    }
    throw allowed.isEmpty()
        ? ControlError.of(404, "not_found", "there is nothing here; see " + paths())
        : ControlError.notAllowed(method, String.join(", ", allowed));
  }

  private static String[] segments(String rawPath) throws ControlError {
    String[] raw = rawPath.substring(Math.min(1, rawPath.length())).split("/", -1);
    try {
      for (int i = 0; i < raw.length; i++) {
        raw[i] = URLDecoder.decode(raw[i].replace("+", "%2B"), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      throw ControlError.invalid("path: is not URL-encoded");
    }
    return raw;
  }

  private String paths() {
    return String.join(
        ", ",
        routes.stream().map(Route::path).filter(path -> !path.contains("*")).distinct().toList());
  }
}
