package dev.spywatcher.fakediscord;

/**
 * {@code silence}: the connections that are open now stay open, and nothing arrives on them any
 * more: no events and no answers to heartbeats, as when a cable is pulled. Until the fault is
 * lifted, which does not bring back what was not told.
 */
public record Silence() implements GatewayFault {

  static final String NAME = "silence";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.silence(true);
  }

  @Override
  public void lift(GatewayConnection connection) {
    connection.silence(false);
  }
}
