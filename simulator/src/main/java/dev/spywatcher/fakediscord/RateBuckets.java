package dev.spywatcher.fakediscord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests each route has left, as Discord counts them: for each bot, route and guild or
 * channel by itself, in windows of one second. Thread-safe.
 */
final class RateBuckets {

  private static final int MOST_BUCKETS = 10_000;
  private static final long WINDOW = 1_000_000_000L;

  /**
   * What a bucket says after a request was counted.
   *
   * @param over whether the request is one too many
   * @param resetNanos until the window is over
   */
  record Allowance(String bucket, int limit, int remaining, long resetNanos, boolean over) {}

  private static final class Window {
    private long begun;
    private int used;
  }

  private final int limit;
  private final Map<String, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  RateBuckets(int limit) {
    this.limit = limit;
  }

  /** Counts a request of a bot, at {@code nanos}. */
  synchronized Allowance count(String bot, RestRequest request, long nanos) {
    String route = route(request);
    Window window = windows.computeIfAbsent(bot + " " + route, key -> new Window());
    if (window.used == 0 || nanos - window.begun >= WINDOW) {
      window.begun = nanos;
      window.used = 0;
    }
    window.used++;
    return new Allowance(
        Integer.toHexString(route.hashCode()),
        limit,
        Math.max(0, limit - window.used),
        window.begun + WINDOW - nanos,
        window.used > limit);
  }

  /** Method and path, with ids left out but for the guild or the channel that leads. */
  private static String route(RestRequest request) {
    StringBuilder route = new StringBuilder(request.method());
    List<String> segments = request.segments();
    for (int i = 0; i < segments.size(); i++) {
      boolean major = i == 1 && List.of("guilds", "channels").contains(segments.get(0));
      boolean id = !major && Snowflakes.number(segments.get(i)) != null;
      route.append('/').append(id ? ":id" : segments.get(i));
    }
    return route.toString();
  }
}
