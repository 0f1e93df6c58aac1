package dev.spywatcher.fault;

/** A fault cannot be switched; the message names what is wrong and what would be right. */
public final class BadFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  BadFaultException(String message) {
    super(message, null, false, false);
  }
}
