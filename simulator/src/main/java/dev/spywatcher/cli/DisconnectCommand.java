package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Parts a running server from clients. */
@Command(
    name = "disconnect",
    description = "Parts a running server from clients: told, cut off, or left in silence.",
    customSynopsis = {
      "spywatcher disconnect --all | --user ID | --connection ID | --fraction F",
      "                             [--how HOW] [OPTION...]"
    },
    sortOptions = false,
    footer = {
      "",
      "What a standard client does then:",
      "  server-disconnect  gets the reason 'io server disconnect', and stays away",
      "  transport-close    gets 'transport close', and reconnects",
      "  silence            gets 'ping timeout' after 85 s without a heartbeat, and reconnects",
      "",
      "Example: spywatcher disconnect --fraction 0.5 --how transport-close"
    })
final class DisconnectCommand implements Callable<Integer> {

  private static final List<String> HOWS =
      List.of("server-disconnect", "transport-close", "silence");

  @Option(names = "--all", description = "Every client.")
  private boolean all;

  @Option(names = "--user", paramLabel = "ID", description = "All connections of a Discord id.")
  private @Nullable String user;

  @Option(
      names = "--connection",
      paramLabel = "ID",
      description = "One connection, as spywatcher connections lists it.")
  private @Nullable String connection;

  @Option(
      names = "--fraction",
      paramLabel = "F",
      description = "A part of all, rounded up: 0.5 is half of them.")
  private @Nullable String fraction;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which ones --fraction takes: the same of as many for the same seed.")
  private @Nullable String seed;

  @Option(
      names = "--how",
      paramLabel = "HOW",
      description = "server-disconnect (default), transport-close or silence.")
  private String how = "server-disconnect";

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private DisconnectCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new DisconnectCommand(shell));
  }

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    if (all) {
      wanted.put("all", true);
    }
    if (user != null) {
      wanted.put("user", user);
    }
    if (connection != null) {
      wanted.put("connection", connection);
    }
    if (fraction != null) {
      wanted.put("fraction", part(Value.ofOption("--fraction", fraction)));
    }
    if (wanted.size() != 1) {
      throw CommandFailure.usage("give one of --all, --user, --connection and --fraction");
    }
    if (seed != null) {
      if (fraction == null) {
        throw CommandFailure.usage("--seed: goes with --fraction");
      }
      wanted.put("seed", Value.ofOption("--seed", seed).wholeNumber(0, Long.MAX_VALUE));
    }
    wanted.put("how", Value.ofOption("--how", how).oneOf(HOWS));
    JsonNode done = options.server(shell).disconnect(wanted);
    shell.out().println(options.json() ? done : told(done));
    return CommandLine.ExitCode.OK;
  }

  private static double part(Value value) {
    double part = value.positiveNumber();
    if (part > 1) {
      throw value.isNot("a part of a whole, over 0 and up to 1, such as 0.5");
    }
    return part;
  }

  private String told(JsonNode done) {
    int dropped = done.path("dropped").asInt();
    String count =
        dropped == 0 ? "No connection" : dropped == 1 ? "1 connection" : dropped + " connections";
    return switch (how) {
      case "silence" -> count + " left in silence.";
      case "transport-close" -> count + " cut off.";
      default -> count + " ended, and told so.";
    };
  }
}
