package dev.spywatcher.fakediscord;

/** A bot broke the gateway's protocol: its connection is closed with this code. */
final class GatewayException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  GatewayException(CloseCode code) {
    super(code.code() + " " + code.reason(), null, false, false);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }
}
