package dev.spywatcher.control;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error; the message tells the caller what to change. */
final class ControlError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int index;
  private final @Nullable String allow;

  private ControlError(int status, String code, String message, int index, @Nullable String allow) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.index = index;
    this.allow = allow;
  }

  /** 400: the input is bad. */
  static ControlError invalid(String message) {
    return new ControlError(400, "invalid", message, -1, null);
  }

  /** 400: the event at that position is bad, and none was applied. */
  static ControlError invalidAt(int index, String message) {
    return new ControlError(400, "invalid", message, index, null);
  }

  /** 502: some servers of the service have not done it. */
  static ControlError notEverywhere(String message) {
    return new ControlError(502, "not_everywhere", message, -1, null);
  }

  static ControlError of(int status, String code, String message) {
    return new ControlError(status, code, message, -1, null);
  }

  /** 405: the path is right, the method is not. */
  static ControlError notAllowed(String method, String allowed) {
    return new ControlError(
        405,
        "method_not_allowed",
        method + " is not served here; served is " + allowed,
        -1,
        allowed);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The methods that are served there; {@code null} where that is not what is wrong. */
  @Nullable String allow() {
    return allow;
  }

  /** Position of the bad event in its list, or -1. */
  int index() {
    return index;
  }
}
