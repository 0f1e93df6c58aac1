package dev.spywatcher.cli;

import dev.spywatcher.scenario.BuiltInScenarios;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Scenario;
import java.util.ArrayList;
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
    customSynopsis = "spywatcher scenarios [FILE.yaml...] [--show NAME | --schema | --faults]",
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

  @Option(names = "--faults", description = "List the faults that a scenario can have.")
  private boolean faults;

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
    int asked = (shown == null ? 0 : 1) + (schema ? 1 : 0) + (faults ? 1 : 0);
    if (asked + (files.isEmpty() ? 0 : 1) > 1) {
      throw CommandFailure.usage(
          "files, --show, --schema and --faults do not go together; take one");
    }
    if (shown != null) {
      String name = Value.ofOption("--show", shown).oneOf(Scenario.names());
      shell.out().print(BuiltInScenarios.text(name));
    } else if (schema) {
      shell.out().print(BuiltInScenarios.schema(KnownFaults.names()));
    } else if (faults) {
      shell.out().print(KnownFaults.listed());
    } else if (files.isEmpty()) {
      list();
    } else {
      return check();
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

  /** Says of every file whether it is right; the exit status. */
  private int check() {
    List<String> wrong = new ArrayList<>();
    for (String file : files) {
      try {
        Scenario scenario = Value.of(Origin.commandLine("FILE.yaml"), file).scenario();
        shell.out().println(Plain.name(file, 60) + ": ok (" + size(scenario) + ")");
      } catch (CommandFailure e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    shell.out().flush();
    if (wrong.isEmpty()) {
      return CommandLine.ExitCode.OK;
    }
    wrong.subList(0, wrong.size() - 1).forEach(each -> shell.err().println("spywatcher: " + each));
    throw CommandFailure.usage(wrong.get(wrong.size() - 1));
  }

  private static String size(Scenario scenario) {
    long members = 0;
    for (GuildPlan guild : scenario.guilds()) {
      members += guild.cast().size() + 1;
    }
    int faulty = scenario.faults().size();
    return String.format(
        Locale.ROOT,
        "%s, %,d members%s",
        counted(scenario.guilds().size(), "guild"),
        members,
        faulty == 0 ? "" : ", " + counted(faulty, "fault"));
  }

  private static String counted(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
