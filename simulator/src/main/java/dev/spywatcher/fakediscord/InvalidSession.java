package dev.spywatcher.fakediscord;

/**
 * {@code invalid-session}: op 9.
 *
 * @param resumable whether the session can be resumed; otherwise it is over
 */
public record InvalidSession(boolean resumable) implements GatewayFault {

  static final String NAME = "invalid-session";

  static InvalidSession of(FaultParameters parameters) {
    return new InvalidSession(parameters.flag("resumable", false));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void strike(GatewayConnection connection) {
    connection.invalidate(resumable);
  }
}
