package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a running server forget what has happened. */
@Command(
    name = "reset",
    description = {
      "Makes a running server forget guilds, activity, messages, throttles and limits.",
      "Every subscription ends; connections and faults stay; a simulator begins again."
    },
    customSynopsis = "spywatcher reset [OPTION...]",
    sortOptions = false,
    footer = {"", "Example: spywatcher reset && npm test"})
final class ResetCommand implements Callable<Integer> {

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private ResetCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new ResetCommand(shell));
  }

  @Override
  public Integer call() throws InterruptedException {
    options.server(shell).reset();
    shell
        .out()
        .println(
            options.json()
                ? JsonNodeFactory.instance.objectNode().put("reset", true)
                : "The server has forgotten everything; clients must subscribe again.");
    return CommandLine.ExitCode.OK;
  }
}
