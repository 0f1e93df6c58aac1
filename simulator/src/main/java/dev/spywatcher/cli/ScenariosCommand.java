package dev.spywatcher.cli;

import dev.spywatcher.scenario.BuiltInScenarios;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the scenarios that come with the program, shows one, or checks files. */
@Command(
    name = "scenarios",
    description = "Lists the scenarios that come with the program, or checks your own.",
    customSynopsis = "spywatcher scenarios [FILE.yaml...] [--show NAME | --schema]",
    sortOptions = false,
    footer = {
      "",
      "A scenario of your own: start from one of these, then play it.",
      "  spywatcher scenarios --show busy > mine.yaml",
      "  spywatcher scenarios mine.yaml && spywatcher serve --scenario mine.yaml"
    })
final class ScenariosCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE.yaml",
      arity = "0..*",
      description = "Files to check; nothing is played.")
  private List<String> files = List.of();

  @Option(
      names = "--show",
      paramLabel = "NAME",
      description = "Print the file of a built-in scenario.")
  private @Nullable String shown;

  @Option(
      names = "--schema",
      description = "Print the JSON Schema of scenario files, which editors complete and check by.")
  private boolean schema;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private final Shell shell;

  private ScenariosCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new ScenariosCommand(shell));
  }

  @Override
  public Integer call() {
    if ((shown == null ? 0 : 1) + (schema ? 1 : 0) + (files.isEmpty() ? 0 : 1) > 1) {
      throw CommandFailure.usage("files, --show and --schema do not go together; take one");
    }
    if (shown != null) {
      String name = Value.ofOption("--show", shown).oneOf(Scenario.names());
      shell.out().print(BuiltInScenarios.text(name));
    } else if (schema) {
      shell.out().print(BuiltInScenarios.schema());
    } else if (files.isEmpty()) {
      list();
    } else {
      files.forEach(this::check);
    }
    shell.out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void list() {
    for (String name : Scenario.names()) {
      Scenario scenario = Scenario.named(name);
      shell.out().println(name + " (" + size(scenario) + ")");
      for (String line :
          Plain.wrapped(scenario.description(), Spywatcher.COLUMNS - 4).split("\n")) {
        shell.out().println("    " + line);
      }
    }
  }

  private void check(String file) {
    Scenario scenario = Value.of(Origin.commandLine("FILE.yaml"), file).scenario();
    shell.out().println(Plain.name(file, 60) + ": ok (" + size(scenario) + ")");
  }

  private static String size(Scenario scenario) {
    long members = 0;
    for (GuildPlan guild : scenario.guilds()) {
      members += guild.cast().size() + 1;
    }
    int guilds = scenario.guilds().size();
    return String.format(
        Locale.ROOT, "%d %s, %,d members", guilds, guilds == 1 ? "guild" : "guilds", members);
  }
}
