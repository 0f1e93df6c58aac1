package dev.spywatcher.load.client;

import java.util.Locale;

/** How packets travel. */
public enum TransportKind {
  WEBSOCKET,
  POLLING;

  /** Its name in the protocol. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
