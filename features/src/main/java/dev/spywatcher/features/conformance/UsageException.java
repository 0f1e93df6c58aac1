package dev.spywatcher.features.conformance;

/** The run cannot be done: one line says why, and what would be right. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String format, Object... arguments) {
    super(arguments.length == 0 ? format : format.formatted(arguments));
  }
}
