package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Lists who is connected to a running server. */
@Command(
    name = "connections",
    description = "Lists who is connected to a running server, and to which rooms.",
    customSynopsis = "spywatcher connections [--user ID] [OPTION...]",
    sortOptions = false,
    footer = {"", "Example: spywatcher connections --user 42 --json"})
final class ConnectionsCommand implements Callable<Integer> {

  private static final String ROW = "%-12s  %-20s  %-9s  %5s  %8s  %s";
  private static final int ROOMS = 34;
  private static final String BELOW = "\n" + " ".repeat(Spywatcher.COLUMNS - ROOMS);

  @Option(names = "--user", paramLabel = "ID", description = "Only those of that Discord id.")
  private @Nullable String user;

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private ConnectionsCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new ConnectionsCommand(shell));
  }

  @Override
  public Integer call() throws InterruptedException {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    JsonNode answer = options.server(shell).connections();
    for (JsonNode row : answer.path("connections")) {
      if (user == null || user.equals(row.path("userId").asText())) {
        rows.add(row);
      }
    }
    if (options.json()) {
      shell.out().println(rows);
    } else if (rows.isEmpty()) {
      shell.out().println("Nobody is connected.");
    } else {
      shell
          .out()
          .println(ROW.formatted("CONNECTION", "USER", "TRANSPORT", "SINCE", "QUEUED", "ROOMS"));
      Instant now = shell.clock().instant();
      if (answer.has("servers")) {
        answer.path("servers").forEach(server -> ofServer(server.asText(), rows, now));
      } else {
        rows.forEach(row -> shell.out().println(line(row, now)));
      }
    }
    for (JsonNode server : answer.path("unanswered")) {
      shell.err().println(server.asText() + " did not answer; its connections are not listed");
    }
    shell.out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void ofServer(String server, ArrayNode all, Instant now) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : all) {
      if (row.path("server").asText().equals(server)) {
        rows.add(row);
      }
    }
    shell.out().println(server + ": " + (rows.isEmpty() ? "nobody" : rows.size()));
    rows.forEach(row -> shell.out().println(line(row, now)));
  }

  private static String line(JsonNode row, Instant now) {
    StringJoiner rooms = new StringJoiner(" ");
    if (row.path("silent").asBoolean()) {
      rooms.add("(silent)");
    }
    row.path("rooms").forEach(room -> rooms.add(Plain.name(room.asText(), ROOMS)));
    return ROW.formatted(
            Plain.name(row.path("connection").asText(), 12),
            row.path("userId").isNull()
                ? "(no token yet)"
                : Plain.name(row.path("userId").asText(), 20),
            row.path("transport").asText(),
            age(row.path("since").asText(), now),
            bytes(row.path("queuedBytes").asLong()),
            Plain.wrapped(rooms.length() == 0 ? "-" : rooms.toString(), ROOMS).replace("\n", BELOW))
        .stripTrailing();
  }

  private static String age(String since, Instant now) {
    Duration age;
    try {
      age = Duration.between(Instant.parse(since), now);
    } catch (DateTimeException e) {
      return "?";
    }
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 100
        ? seconds + "s"
        : seconds < 6_000
            ? seconds / 60 + "m"
            : seconds < 360_000 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }

  private static String bytes(long bytes) {
    return bytes < 10_000
        ? bytes + " B"
        : bytes < 10_000_000 ? bytes / 1024 + " KiB" : (bytes >> 20) + " MiB";
  }
}
