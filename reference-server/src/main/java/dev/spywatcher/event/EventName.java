package dev.spywatcher.event;

import java.util.Arrays;
import java.util.List;

/** The names of the documented server events. */
public enum EventName {
  MESSAGE_NEW("message:new"),
  MULTI_CLIENT_ALERT("alert:multiClient"),
  PRESENCE_UPDATE("presence:update"),
  ROLE_CHANGE("role:change"),
  USER_JOIN("user:join"),
  ANALYTICS_UPDATE("analytics:update");

  private final String wire;

  EventName(String wire) {
    this.wire = wire;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }

  /** All names on the wire. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(EventName::wire).toList();
  }
}
