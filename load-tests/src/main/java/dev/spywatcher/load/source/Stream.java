package dev.spywatcher.load.source;

/** A kind of numbered events; each guild has one sequence of each. */
public enum Stream {
  MESSAGE("message:new"),
  PRESENCE("presence:update"),
  /** A user appears on another two platforms. */
  MULTI_CLIENT("alert:multiClient"),
  ROLE("role:change"),
  JOIN("user:join"),
  /** What {@link #MULTI_CLIENT} raises beside the alert; never posted itself. */
  MULTI_CLIENT_PRESENCE("presence:update");

  /** Those that are posted. */
  static final java.util.List<Stream> POSTED =
      java.util.List.of(MESSAGE, PRESENCE, MULTI_CLIENT, ROLE, JOIN);

  private final String event;

  Stream(String event) {
    this.event = event;
  }

  /** The event that subscribers see. */
  public String event() {
    return event;
  }
}
