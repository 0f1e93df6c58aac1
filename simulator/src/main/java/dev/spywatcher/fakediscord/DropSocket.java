package dev.spywatcher.fakediscord;

/** {@code drop-socket}: the TCP connection ends without a close frame. */
public record DropSocket() implements GatewayFault {

  static final String NAME = "drop-socket";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.cut();
  }
}
