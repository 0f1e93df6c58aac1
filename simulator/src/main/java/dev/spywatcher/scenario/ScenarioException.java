package dev.spywatcher.scenario;

/**
 * A scenario cannot be had: there is none of that name, or its file is wrong. The message is for
 * whoever wrote it; where there is a file it begins with file, line and key.
 */
public final class ScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ScenarioException(String message) {
    super(message);
  }
}
