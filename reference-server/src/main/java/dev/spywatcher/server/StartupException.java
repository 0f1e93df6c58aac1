package dev.spywatcher.server;

/**
 * The server could not start. The message is one line for its user: it names the option, the value
 * and what would be right. Nothing is left running.
 */
public final class StartupException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
