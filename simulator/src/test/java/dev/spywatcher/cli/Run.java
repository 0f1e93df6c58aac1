package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A command that has run, and what it printed. */
record Run(int status, String out, String err) {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static Run of(String... arguments) {
    return in(Map.of(), arguments);
  }

  static Run in(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Spywatcher.run(
            new Shell(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                environment,
                InstantSource.fixed(NOW),
                hook -> {}),
            arguments);
    return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}
