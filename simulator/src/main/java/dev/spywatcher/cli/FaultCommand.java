package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the ways in which a running server can misbehave, and switches them. */
@Command(
    name = "fault",
    description = "Makes a running server misbehave, or behave again.",
    customSynopsis = {
      "spywatcher fault list [RULE...] [--on] [OPTION...]",
      "       spywatcher fault add NAME [--PARAMETER VALUE...] [OPTION...]",
      "       spywatcher fault remove NAME... | --all [OPTION...]"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  spywatcher fault list SUB EVT-7",
      "  spywatcher fault add latency --delay 400ms --jitter 100ms --toxicity 0.3",
      "  spywatcher fault add restart down=5s",
      "  spywatcher fault remove --all"
    })
final class FaultCommand implements Callable<Integer> {

  private static final String OPTION = "--";

  @Parameters(
      arity = "0..1",
      hideParamSyntax = true,
      paramLabel = "list|add|remove",
      description = "What to do.")
  private @Nullable String action;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "NAME",
      description =
          "Name of a fault, and its parameters, as --name value or name=value; for list, rules or"
              + " areas of rules.")
  private List<String> words = List.of();

  @Option(names = "--on", description = "List only those that are on.")
  private boolean onlyOn;

  @Option(names = "--all", description = "Remove every fault.")
  private boolean all;

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private FaultCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new FaultCommand(shell));
    // The server knows which parameters a fault has.
    spec.parser().unmatchedOptionsArePositionalParams(true);
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (action == null) {
      throw CommandFailure.usage("list, add or remove: is missing");
    }
    String named =
        Value.of(Origin.commandLine("fault"), action).oneOf(List.of("list", "add", "remove"));
    if (!named.equals("add")) {
      words.stream().filter(FaultCommand::isOption).findFirst().ifPresent(FaultCommand::refuse);
    }
    ControlClient server = options.server(shell);
    switch (named) {
      case "list" -> list(server);
      case "add" -> add(server);
      default -> remove(server);
    }
    shell.out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void list(ControlClient server) throws InterruptedException {
    ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    for (JsonNode fault : server.faults().path("faults")) {
      if ((!onlyOn || fault.path("on").asBoolean()) && isAskedFor(rules(fault))) {
        listed.add(fault);
      }
    }
    if (options.json()) {
      shell.out().println(listed);
    } else {
      listed.forEach(fault -> shell.out().println(line(fault, rules(fault))));
    }
  }

  private static List<String> rules(JsonNode fault) {
    List<String> rules = new ArrayList<>();
    fault.path("rules").forEach(rule -> rules.add(rule.asText()));
    return rules;
  }

  private boolean isAskedFor(List<String> rules) {
    return words.isEmpty()
        || rules.stream()
            .anyMatch(
                rule ->
                    words.stream()
                        .anyMatch(word -> rule.equals(word) || rule.startsWith(word + "-")));
  }

  private static String line(JsonNode fault, List<String> rules) {
    String what = fault.path("what").asText();
    String told = rules.isEmpty() ? what : what + " (" + String.join(", ", rules) + ")";
    return "%s %-29s %s"
        .formatted(
            fault.path("on").asBoolean() ? "*" : " ",
            fault.path("name").asText(),
            Plain.wrapped(told, 66).replace("\n", "\n" + " ".repeat(32)));
  }

  private void add(ControlClient server) throws InterruptedException {
    if (words.isEmpty()) {
      throw CommandFailure.usage("NAME: is missing; spywatcher fault list shows them");
    }
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    for (Iterator<String> rest = words.listIterator(1); rest.hasNext(); ) {
      Assignment given = parameter(rest);
      parameters.put(given.path(), given.text());
    }
    JsonNode fault = server.addFault(words.get(0), parameters);
    if (options.json()) {
      shell.out().println(fault);
      return;
    }
    List<String> values = new ArrayList<>();
    fault
        .path("parameters")
        .properties()
        .forEach(entry -> values.add(entry.getKey() + "=" + entry.getValue().asText()));
    shell
        .out()
        .println(
            "On: "
                + fault.path("name").asText()
                + (values.isEmpty() ? "" : ", with " + String.join(" ", values))
                + ".");
  }

  /** {@code name=value}, {@code --name=value} or {@code --name value}. */
  private static Assignment parameter(Iterator<String> words) {
    String word = words.next();
    String text = isOption(word) ? word.substring(OPTION.length()) : word;
    if (isOption(word) && !text.contains("=")) {
      if (!words.hasNext()) {
        throw CommandFailure.usage(word + ": its value is missing");
      }
      text += "=" + words.next();
    }
    return Assignment.parse(Value.of(Origin.commandLine("PARAMETER=VALUE"), text));
  }

  private static boolean isOption(String word) {
    return word.startsWith(OPTION);
  }

  private static void refuse(String option) {
    throw CommandFailure.usage(option + ": is not an option of this command");
  }

  private void remove(ControlClient server) throws InterruptedException {
    if (all == !words.isEmpty()) {
      throw CommandFailure.usage("give the NAME of a fault, or --all");
    }
    if (all) {
      server.removeFaults();
      told("No fault is on.", List.of());
      return;
    }
    for (String name : words) {
      server.removeFault(name);
    }
    told("Off: " + String.join(", ", words) + ".", words);
  }

  private void told(String done, List<String> off) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    off.forEach(names::add);
    shell
        .out()
        .println(options.json() ? JsonNodeFactory.instance.objectNode().set("off", names) : done);
  }
}
