package dev.spywatcher.fakediscord;

/**
 * {@code close}: a close frame. Discord's own codes end the session where Discord would.
 *
 * @param code 1000, 1001, 1011 or 4000 to 4999
 */
public record CloseConnection(int code) implements GatewayFault {

  static final String NAME = "close";

  public CloseConnection {
    boolean common = code == 1000 || code == 1001 || code == 1011;
    if (!common && (code < 4000 || code > 4999)) {
      throw new IllegalArgumentException(
          "code: " + code + " is not a close code: 1000, 1001, 1011 or 4000 to 4999");
    }
  }

  static CloseConnection of(FaultParameters parameters) {
    return new CloseConnection(parameters.number("code", 4000, 0, 65_535));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.close(code, CloseCode.reason(code));
  }
}
