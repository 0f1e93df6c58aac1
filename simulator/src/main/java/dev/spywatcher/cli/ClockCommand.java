package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Moves the time of a running server. */
@Command(
    name = "clock",
    description = "Advances the time of a running server: what is due by then happens at once.",
    customSynopsis = "spywatcher clock advance DURATION [OPTION...]",
    sortOptions = false,
    footer = {"", "Example: spywatcher clock advance 30s"})
final class ClockCommand implements Callable<Integer> {

  private static final Duration MOST = Duration.ofDays(30);

  @Parameters(
      index = "0",
      arity = "0..1",
      hideParamSyntax = true,
      paramLabel = "advance",
      description = "What to do.")
  private @Nullable String action;

  @Parameters(
      index = "1",
      arity = "0..1",
      hideParamSyntax = true,
      paramLabel = "DURATION",
      description = "Such as 500ms, 30s, 5m, 1h or 7d; at most 30d.")
  private @Nullable String by;

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private ClockCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new ClockCommand(shell));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (action == null) {
      throw CommandFailure.usage("advance: is missing");
    }
    Value.of(Origin.commandLine("clock"), action).oneOf(List.of("advance"));
    if (by == null) {
      throw CommandFailure.usage("DURATION: is missing; such as 30s");
    }
    Value given = Value.of(Origin.commandLine("DURATION"), by);
    Duration duration = given.duration();
    if (duration.isNegative() || duration.compareTo(MOST) > 0) {
      throw given.isNot("a duration from 0s to 30d");
    }
    String now = options.server(shell).advance(duration);
    shell
        .out()
        .println(
            options.json()
                ? JsonNodeFactory.instance.objectNode().put("now", now)
                : "For the server it is now " + now + ".");
    return CommandLine.ExitCode.OK;
  }
}
