package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What {@code cluster} prints. */
final class ClusterScreen {

  /**
   * One server.
   *
   * @param again the options that start it again
   * @param controlToken whether its control API asks for one
   */
  record Row(int number, ClusterServer.Ready ready, long pid, String again, boolean controlToken) {}

  private static final String ROW = "  %-6s  %-28s  %-28s  %7s%n";

  private ClusterScreen() {}

  /** What {@code serve} prints of the first server, then all of them in a table. */
  static String text(List<Row> rows, String redis) {
    Row first = rows.get(0);
    StringBuilder text = new StringBuilder(first.ready().screen());
    text.append(
        "One service of %d servers, by way of Redis at %s:%n%n".formatted(rows.size(), redis));
    text.append(ROW.formatted("server", "for clients", "control API", "pid"));
    for (Row row : rows) {
      text.append(
          ROW.formatted(row.number(), row.ready().url(), row.ready().controlUrl(), row.pid()));
    }
    text.append("\nA client on any of them gets every event. See who is where:\n\n  ");
    text.append(command("connections", first)).append("\n\n");
    text.append("See a server die, and the others go on: kill -9 ");
    text.append(rows.get(rows.size() - 1).pid()).append("\n\n");
    text.append("ready ").append(first.ready().url());
    text.append(" control ").append(first.ready().controlUrl());
    return text.toString();
  }

  static String json(List<Row> rows, String redis) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("redis", redis);
    ArrayNode servers = answer.putArray("servers");
    for (Row row : rows) {
      servers
          .addObject()
          .put("server", row.number())
          .put("url", row.ready().url().toString())
          .put("controlUrl", row.ready().controlUrl().toString())
          .put("pid", row.pid());
    }
    return answer.toString();
  }

  /** What to say of a server that has ended, and what to try. */
  static String ended(Row row, int status, List<Row> left) {
    String how =
        status > 128
            ? "was ended by signal " + (status - 128)
            : "has ended by itself (status " + status + "); its log above says why";
    StringBuilder text = new StringBuilder("\n");
    text.append(
        "Server %d (%s, pid %d) %s.%n".formatted(row.number(), row.ready().url(), row.pid(), how));
    if (left.isEmpty()) {
      return text.toString();
    }
    text.append(
        "Its clients have to connect to another; what it took in, another does within 10 s.\n");
    text.append("  See who is left:  ");
    text.append(command("connections", left.get(0)).replace("\n    ", "\n      ")).append('\n');
    return text.append("  Start it again:   ").append(again(row)).append('\n').toString();
  }

  private static String again(Row row) {
    return WelcomeScreen.fitting(Program.command() + " serve", row.again())
        .replace("\n    ", "\n      ");
  }

  private static String command(String command, Row row) {
    return WelcomeScreen.fitting(
        Program.command() + " " + command,
        "--control-url "
            + row.ready().controlUrl()
            + (row.controlToken() ? " --control-token TOKEN" : ""));
  }
}
