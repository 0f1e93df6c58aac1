package dev.spywatcher.bus;

/**
 * What came of a call to a server.
 *
 * @param body what it answered; empty where it did not
 * @param failure why it did not, for a person to read; empty where it did
 */
public record PeerAnswer(Peer peer, Kind kind, byte[] body, String failure) {

  /** How a call ends. */
  public enum Kind {
    ANSWERED,
    /** It lives, and could not do it or did not say. */
    FAILED,
    /** It lives no more, and never began. */
    GONE,
    /** It lives no more, and may have done it. */
    GONE_AT_WORK
  }

  static PeerAnswer of(Peer peer, byte[] body) {
    return new PeerAnswer(peer, Kind.ANSWERED, body, "");
  }

  static PeerAnswer failed(Peer peer, String failure) {
    return new PeerAnswer(peer, Kind.FAILED, new byte[0], failure);
  }

  static PeerAnswer gone(Peer peer, boolean atWork) {
    return new PeerAnswer(
        peer, atWork ? Kind.GONE_AT_WORK : Kind.GONE, new byte[0], "is gone from the service");
  }

  /** Whether it answered. */
  public boolean answered() {
    return kind == Kind.ANSWERED;
  }

  /** Whether the server lives no more. */
  public boolean gone() {
    return kind == Kind.GONE || kind == Kind.GONE_AT_WORK;
  }
}
