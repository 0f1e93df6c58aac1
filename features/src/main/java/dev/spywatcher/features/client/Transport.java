package dev.spywatcher.features.client;

import java.util.Arrays;

/** The ways in which a client reaches the service. */
public enum Transport {
  WEBSOCKET("websocket"),
  POLLING("polling"),
  /** Polling that upgrades to websocket. */
  UPGRADE("polling", "websocket");

  private final String[] names;

  Transport(String... names) {
    this.names = names;
  }

  public static Transport of(String word) {
    return Arrays.stream(values())
        .filter(transport -> transport.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word + " is no transport"));
  }

  String[] names() {
    return names.clone();
  }

  /** The name of the transport that the client ends up on. */
  public String settled() {
    return names[names.length - 1];
  }
}
