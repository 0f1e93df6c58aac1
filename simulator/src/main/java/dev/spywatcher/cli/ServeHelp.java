package dev.spywatcher.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The text of {@code serve --help}: the options under a heading for each topic. */
final class ServeHelp {
  private ServeHelp() {}

  static void describe(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(
        "Runs a SpyWatcher WebSocket API on this machine, fed by simulated Discord traffic.");
    usage.customSynopsis("spywatcher serve [--config FILE.yaml] [OPTION...]");
    usage.footer(
        "",
        "Each option is also an environment variable (SPYWATCHER_CONTROL_PORT for --control-port)",
        "and a key of the --config file (control-port: 3002). The command line wins over the",
        "environment, the environment over the file. An empty variable counts as not set.");
    usage
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> topics(help, help.commandSpec()));
  }

  static String description(ServeOption option) {
    String text = option.description().replace("%", "%%");
    return option.defaultText().isEmpty() ? text : text + " Default: " + option.defaultText();
  }

  private static String topics(Help help, CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    for (ServeOption.Topic topic : ServeOption.Topic.values()) {
      List<OptionSpec> options =
          Arrays.stream(ServeOption.values())
              .filter(option -> option.topic() == topic)
              .map(option -> spec.findOption(option.option()))
              .toList();
      text.append('\n').append(topic.heading).append(":\n").append(list(help, options));
    }
    List<OptionSpec> others = new ArrayList<>(spec.options());
    others.removeIf(option -> ServeOption.named(option.longestName().substring(2)).isPresent());
    return text.append("\nOther:\n").append(list(help, others)).toString();
  }

  private static String list(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }
}
