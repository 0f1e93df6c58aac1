package dev.spywatcher.comparison;

import java.util.List;

/** How a client gets to the server. */
enum Transport {
  WEBSOCKET("websocket"),
  POLLING("polling"),
  /** Polling first, then an upgrade, which a script waits for. */
  UPGRADE("polling", "websocket");

  private final List<String> names;

  Transport(String... names) {
    this.names = List.of(names);
  }

  /** What the clients call it, in the order in which they are to try. */
  List<String> names() {
    return names;
  }

  /** What a client is on in the end. */
  String last() {
    return names.get(names.size() - 1);
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
