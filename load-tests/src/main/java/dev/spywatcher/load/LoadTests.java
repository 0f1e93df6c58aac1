package dev.spywatcher.load;

import dev.spywatcher.load.growth.Growth;
import dev.spywatcher.load.outage.Outages;
import dev.spywatcher.load.run.Run;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: runs a simulation, breaks or measures a service, or compares servers. */
@Command(
    name = "load-tests",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Load tests of servers that speak the SpyWatcher WebSocket API.",
    subcommands = {Run.class, Outages.class, Growth.class, Compare.class})
public final class LoadTests {

  private LoadTests() {}

  /** Runs the command and ends the program. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
  }

  /** Runs the command and gives its exit status; 2 where what was asked for cannot be done. */
  static int execute(String... arguments) {
    return new CommandLine(new LoadTests())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(LoadTests::couldNot)
        .execute(arguments);
  }

  /** Says in a line why a command could not be done. */
  private static int couldNot(
      Exception reason, CommandLine command, CommandLine.ParseResult arguments) {
    String message = reason.getMessage();
    command
        .getErr()
        .println(
            command.getCommandName()
                + ": "
                + (message == null || reason instanceof java.nio.file.FileSystemException
                    ? reason.toString()
                    : message));
    return CommandLine.ExitCode.USAGE;
  }
}
