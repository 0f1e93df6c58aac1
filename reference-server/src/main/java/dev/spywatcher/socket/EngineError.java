package dev.spywatcher.socket;

/** The errors that a refused request is answered with (as the engine.io server numbers them). */
enum EngineError {
  UNKNOWN_TRANSPORT(0, "Transport unknown"),
  UNKNOWN_SID(1, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
  BAD_REQUEST(3, "Bad request"),
  FORBIDDEN(4, "Forbidden"),
  UNSUPPORTED_PROTOCOL(5, "Unsupported protocol version"),
  WRONG_PATH(3, "Socket.IO is served at /socket.io/"),
  TOO_MANY(4, "Too many connections or attempts from this address"),
  SHUTTING_DOWN(4, "The server is shutting down");

  private final int code;
  private final String message;

  EngineError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The body of the answer. */
  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
