package dev.spywatcher.socket;

/** A packet that the protocol does not allow; the message says why, and holds nothing of it. */
final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPacketException(String message) {
    super(message, null, false, false);
  }
}
