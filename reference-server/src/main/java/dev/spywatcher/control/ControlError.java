package dev.spywatcher.control;

/** A request that is answered with an error; the message tells the caller what to change. */
final class ControlError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int index;

  private ControlError(int status, String code, String message, int index) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.index = index;
  }

  /** 400: the input is bad. */
  static ControlError invalid(String message) {
    return new ControlError(400, "invalid", message, -1);
  }

  /** 400: the event at that position is bad, and none was applied. */
  static ControlError invalidAt(int index, String message) {
    return new ControlError(400, "invalid", message, index);
  }

  static ControlError of(int status, String code, String message) {
    return new ControlError(status, code, message, -1);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Position of the bad event in its list, or -1. */
  int index() {
    return index;
  }
}
