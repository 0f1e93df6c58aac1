package dev.spywatcher.fakediscord;

/** A fault of gateway connections. */
sealed interface GatewayFault extends Fault
    permits DropSocket, Reconnect, InvalidSession, MuteAcks, Silence, CloseConnection {

  /** Does it to a connection. */
  void strike(GatewayConnection connection);

  /** Makes good what lasts. */
  default void lift(GatewayConnection connection) {}
}
