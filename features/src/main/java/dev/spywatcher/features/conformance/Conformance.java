package dev.spywatcher.features.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.features.target.Command;
import dev.spywatcher.features.target.Setting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code spywatcher-conformance}: judges an implementation of the API by its URL. */
@CommandLine.Command(
    name = "spywatcher-conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Conformance.Version.class,
    sortOptions = false,
    customSynopsis = {
      "spywatcher-conformance --url URL --inject-url URL --jwt-secret SECRET [OPTION...]",
      "       spywatcher-conformance --server-jar spywatcher.jar [OPTION...]",
      "       spywatcher-conformance compare REPORT REPORT..."
    },
    description = "Judges an implementation of the SpyWatcher WebSocket API, rule by rule.",
    footer = {
      "",
      "Exit status: 0 every rule that counts holds, 1 at least one falls short, 2 the run could not"
          + " be done.",
      "Limits and settings that are not told are not judged: their rules are skipped, and say so."
    },
    subcommands = Comparison.class)
public final class Conformance implements Callable<Integer> {
  private static final int COLUMNS = 100;

  @Mixin private final Options options = new Options();
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  private Conformance(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs, and ends the process with the status of the run. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    // The clients' libraries log what the scenarios provoke; the report says what matters.
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(execute(System.getenv(), out, err, arguments));
  }

  /** Does what the arguments ask for, and gives the exit status; one run at a time. */
  public static int execute(
      Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
    Conformance conformance = new Conformance(environment, out, err);
    CommandLine line = new CommandLine(conformance);
    line.getCommandSpec().addArgGroup(settings(conformance.options));
    line.getCommandSpec().addArgGroup(commands(conformance.options));
    line.setUsageHelpWidth(COLUMNS)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler(
            (failure, unread) -> {
              err.println(failure.getMessage());
              err.println("Try: spywatcher-conformance --help");
              return 2;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              err.println(
                  failure instanceof UsageException ? failure.getMessage() : failure.toString());
              return 2;
            });
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return new Run(Plan.of(options, environment), out, err).execute();
  }

  private static ArgGroupSpec settings(Options options) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%nWhat the implementation was configured with:%n")
            .exclusive(false)
            .multiplicity("0..1")
            .validate(false);
    for (Setting setting : Setting.values()) {
      group.addArg(
          OptionSpec.builder("--" + setting.option())
              .paramLabel(setting.label())
              .description(setting.description())
              .type(String.class)
              .setter(keep(options.settings, setting.option()))
              .build());
    }
    return group.build();
  }

  private static ArgGroupSpec commands(Options options) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%nWhat may be done to a service of several servers, by /bin/sh:%n")
            .exclusive(false)
            .multiplicity("0..1")
            .validate(false);
    for (Command command : Command.values()) {
      group.addArg(
          OptionSpec.builder("--" + command.option())
              .paramLabel("COMMAND")
              .description(command.description())
              .type(String.class)
              .setter(keep(options.commands, command.option()))
              .build());
    }
    return group.build();
  }

  private static ISetter keep(Map<String, String> told, String option) {
    return new ISetter() {
      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <T> T set(T value) {
        if (value != null) {
          told.put(option, value.toString());
        }
        return value;
      }
    };
  }

  /** The version that the jar was packaged as. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Conformance.class.getPackage().getImplementationVersion();
      return new String[] {"spywatcher-conformance " + (version == null ? "unpackaged" : version)};
    }
  }
}
