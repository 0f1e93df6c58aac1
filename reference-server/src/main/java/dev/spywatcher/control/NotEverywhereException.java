package dev.spywatcher.control;

/** Some servers of the service have not done what all were told to; the message names them. */
public final class NotEverywhereException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotEverywhereException(String message) {
    super(message);
  }
}
