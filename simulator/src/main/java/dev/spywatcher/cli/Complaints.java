package dev.spywatcher.cli;

import dev.spywatcher.scenario.Nearest;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What went wrong, in one line, and where to look. The argument of an option is never repeated
 * unless the command itself has found it wrong: it may be a secret.
 */
record Complaints(PrintStream err, List<String> commands) {

  /** How every complaint begins. */
  static final String BEGINNING = "spywatcher: ";

  /** Arguments that do not fit the command. */
  int notUnderstood(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    say(message(e, command));
    err.println("See " + path(command) + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** A command that ended with an exception. */
  int notDone(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CommandFailure failure) {
      say(String.valueOf(failure.getMessage()));
      if (failure.status() == CommandLine.ExitCode.USAGE) {
        err.println("See " + path(command) + " --help");
      }
      return failure.status();
    }
    if (e instanceof InterruptedException) {
      return CommandLine.ExitCode.OK;
    }
    say("unexpected " + e + "; please report it");
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void say(String message) {
    err.println(BEGINNING + message);
  }

  private String message(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), command);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + ": is given twice; keep one";
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec argument = missing.getMissing().get(0);
      return name(argument) + ": needs a value: " + name(argument) + " " + argument.paramLabel();
    }
    return e.getArgSpec() instanceof OptionSpec option
        ? name(option) + ": takes no value"
        : "these arguments do not go together";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private String unmatched(List<String> arguments, CommandLine command) {
    String shown =
        arguments.stream()
            .filter(text -> text.startsWith("-"))
            .findFirst()
            .orElse(arguments.get(0));
    if (shown.startsWith("-")) {
      String name = shown.replaceFirst("=.*", "");
      List<String> known =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return "%s: is no option of %s; nearest: %s"
          .formatted(name, path(command), Nearest.to(name, known));
    }
    if (command.getParent() == null) {
      return "'%s' is no command; nearest: %s; there are %s"
          .formatted(shown, Nearest.to(shown, commands), String.join(", ", commands));
    }
    return "an argument too many for " + path(command) + "; put quotes round one that has spaces";
  }

  private static String path(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
