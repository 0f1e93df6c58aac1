package dev.spywatcher.cli;

/** A command cannot do what was asked. The message is for its user; it never holds a secret. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private CommandFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The user asked for something that there is not: exit status 2. */
  static CommandFailure usage(String message) {
    return new CommandFailure(2, message);
  }

  /** It could not be done: exit status 1. */
  static CommandFailure failed(String message) {
    return new CommandFailure(1, message);
  }

  int status() {
    return status;
  }
}
