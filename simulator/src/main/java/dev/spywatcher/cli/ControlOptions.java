package dev.spywatcher.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a running server: where it is, and how to answer. */
final class ControlOptions {

  @Option(
      names = "--control-url",
      paramLabel = "URL",
      description =
          "Control API of the server. Unless given: SPYWATCHER_CONTROL_URL, else "
              + ControlClient.DEFAULT_URL)
  private @Nullable String url;

  @Option(
      names = "--control-token",
      paramLabel = "TOKEN",
      description = "The server's control token; or SPYWATCHER_CONTROL_TOKEN.")
  private @Nullable String token;

  @Option(names = "--json", description = "Print JSON, for another program to read.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  boolean json() {
    return json;
  }

  /**
   * The server that the options name, or else the environment, or else the one in the usual place.
   */
  ControlClient server(Shell shell) {
    return ControlClient.at(
        Objects.requireNonNullElseGet(
            value(shell, "--control-url", url, Origin.variable("control-url")),
            () -> Value.ofOption("--control-url", ControlClient.DEFAULT_URL)),
        value(shell, "--control-token", token, ServeOption.CONTROL_TOKEN.variable()));
  }

  private static @Nullable Value value(
      Shell shell, String option, @Nullable String given, String variable) {
    if (given != null) {
      return Value.ofOption(option, given);
    }
    String named = shell.environment().getOrDefault(variable, "");
    return named.isEmpty() ? null : Value.of(Origin.environment(variable), named);
  }
}
