package dev.spywatcher.fakediscord;

/**
 * {@code mute-acks}: heartbeats of the connections that are open now are not answered any more,
 * until the fault is lifted.
 */
public record MuteAcks() implements GatewayFault {

  static final String NAME = "mute-acks";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.mute(true);
  }

  @Override
  public void lift(GatewayConnection connection) {
    connection.mute(false);
  }
}
