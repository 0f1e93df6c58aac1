package dev.spywatcher.fakediscord;

/**
 * {@code reconnect}: op 7, the bot is to come back on another connection and resume. A connection
 * that is still there after 5 s is cut.
 */
public record Reconnect() implements GatewayFault {

  static final String NAME = "reconnect";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.askToReconnect();
  }
}
