package dev.spywatcher.fakediscord;

/** A port that cannot be listened on. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String option, int port) {
    super(option + ": port " + port + " is taken; give another, or 0 for any free one");
  }
}
