package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** What a client meets when a server or the way to it goes away. */
final class OutageFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "restart",
              "every connection is cut, and for a while new ones are reset, as in a restart",
              Restart::new,
              Map.of("down", "3s")),
          kind(
              "half-open",
              "connections fall silent: nothing is sent or heard, and nothing says so",
              HalfOpen::new,
              Map.of("after", "0s")),
          kind(
              "lost-pong",
              "what clients answer to pings is lost, and they count as gone",
              LostPong::new,
              Map.of(),
              "CONN-4"),
          kind(
              "error-storm",
              "every client is sent so many errors a second, 1000 at most",
              ErrorStorm::new,
              Map.of("rate", "20")));

  private OutageFaults() {}
}
