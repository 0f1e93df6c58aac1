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
    CommandLine line = new CommandLine(new LoadTests()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
  }
}
