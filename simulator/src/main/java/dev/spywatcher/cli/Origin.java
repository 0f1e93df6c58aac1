package dev.spywatcher.cli;

import java.util.Locale;

/**
 * Where a value was given, as an error names it.
 *
 * @param label {@code --port}, {@code SPYWATCHER_PORT} or {@code spywatcher.yaml:3: port}
 */
record Origin(Kind kind, String label) {

  /** The places, the weakest first. */
  enum Kind {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    COMMAND_LINE
  }

  static Origin commandLine(String option) {
    return new Origin(Kind.COMMAND_LINE, option);
  }

  static Origin environment(String variable) {
    return new Origin(Kind.ENVIRONMENT, variable);
  }

  static Origin file(String file, int line, String key) {
    return new Origin(Kind.FILE, file + ":" + line + ": " + key);
  }

  /** The environment variable of an option: {@code SPYWATCHER_CONTROL_PORT}. */
  static String variable(String option) {
    return "SPYWATCHER_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
