package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code spywatcher}: reads which of its commands is meant, and runs that one. */
public final class Spywatcher {
  static final int COLUMNS = 100;

  private static final List<Entry> COMMANDS =
      List.of(
          new Entry("serve", ServeCommand::spec),
          new Entry("cluster", ClusterCommand::spec),
          new Entry("token", TokenCommand::spec),
          new Entry("trigger", TriggerCommand::spec),
          new Entry("fault", FaultCommand::spec),
          new Entry("connections", ConnectionsCommand::spec),
          new Entry("disconnect", DisconnectCommand::spec),
          new Entry("messages", MessagesCommand::spec),
          new Entry("clock", ClockCommand::spec),
          new Entry("reset", ResetCommand::spec),
          new Entry("simulate", SimulateCommand::spec),
          new Entry("record", RecordCommand::spec),
          new Entry("scenarios", ScenariosCommand::spec),
          new Entry("discord", DiscordCommand::spec));

  private record Entry(String name, Function<Shell, CommandSpec> spec) {}

  private Spywatcher() {}

  /**
   * Runs a command and ends the process with its status: 0 done, 1 could not be done, 2 not
   * understood.
   */
  public static void main(String[] arguments) {
    Shell shell =
        new Shell(
            // Names have letters that the platform's own encoding may lack.
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
            System.getenv(),
            InstantSource.system(),
            Runtime.getRuntime()::addShutdownHook);
    System.exit(run(shell, arguments));
  }

  /** The commands there are, in the order in which help lists them. */
  static List<String> commandNames() {
    return COMMANDS.stream().map(Entry::name).toList();
  }

  static int run(Shell shell, String... arguments) {
    // Only the command that is meant is built; the others would cost it start-up time.
    List<Entry> meant =
        COMMANDS.stream()
            .filter(command -> arguments.length > 0 && command.name().equals(arguments[0]))
            .toList();
    return commandLine(shell, meant.isEmpty() ? COMMANDS : meant).execute(arguments);
  }

  private static CommandLine commandLine(Shell shell, List<Entry> commands) {
    CommandSpec root = CommandSpec.wrapWithoutInspection((Runnable) () -> {}).name("spywatcher");
    root.usageMessage()
        .description("A SpyWatcher WebSocket API on your own machine, to test clients against.")
        .customSynopsis("spywatcher COMMAND [OPTION...]")
        .footer("%nStart with: spywatcher serve%nOptions of a command: spywatcher serve --help");
    root.version("spywatcher " + Program.version());
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Print this text.")
            .build());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Print the version.")
            .build());
    for (Entry command : commands) {
      root.addSubcommand(command.name(), command.spec().apply(shell));
    }
    CommandLine line = new CommandLine(root);
    line.setExecutionStrategy(
        parsed -> {
          if (parsed.subcommand() == null
              && !parsed.isUsageHelpRequested()
              && !parsed.isVersionHelpRequested()) {
            line.usage(shell.err());
            return CommandLine.ExitCode.USAGE;
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    Complaints complaints = new Complaints(shell.err(), commandNames());
    return line.setUsageHelpWidth(COLUMNS)
        .setUsageHelpLongOptionsMaxWidth(29)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(shell.out(), true))
        .setErr(new PrintWriter(shell.err(), true))
        .setParameterExceptionHandler(complaints::notUnderstood)
        .setExecutionExceptionHandler(complaints::notDone);
  }
}
