package dev.spywatcher.load.contender;

import java.util.Locale;

/** A server that is compared. */
public enum Contender {
  /** The server of this project, packaged. */
  OURS,
  /** Netty alone: the practical limit on the JVM. */
  BARE,
  /** A plain socket.io server on Node. */
  NODE;

  /** Its name in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
