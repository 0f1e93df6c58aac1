package dev.spywatcher.load.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.load.crowd.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The account of a run for people and for programs. */
public final class Report {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String LINE = "%-17s %-18s %8s %9s %9s %6s %6s %6s %6s %6s";
  private static final int MOST_ROWS = 12;

  private final String name;
  private final Ledger ledger;
  private final Latencies latencies;

  /** The report of a run that is over. */
  public Report(String name, Ledger ledger) {
    this.name = name;
    this.ledger = ledger;
    this.latencies = ledger.pulse().all();
  }

  /** Writes {@code deliveries.json} and {@code deliveries.html} into a directory. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    JSON.writeValue(directory.resolve("deliveries.json").toFile(), json());
    Files.writeString(
        directory.resolve("deliveries.html"),
        new Page(name, table(false), findings(), ledger.pulse().seconds(), latencies).html());
  }

  /**
   * The account as lines of at most 100 columns.
   *
   * @param brief whether many guilds are summed up
   */
  public List<String> table(boolean brief) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            LINE,
            "event",
            "guild",
            "sent",
            "expected",
            "received",
            "lost",
            "double",
            "order",
            "leaked",
            "late"));
    List<Row> rows = new ArrayList<>(ledger.rows());
    Map<String, List<Row>> events = new TreeMap<>();
    rows.removeIf(Row::empty);
    rows.forEach(row -> events.computeIfAbsent(row.event(), key -> new ArrayList<>()).add(row));
    events.forEach(
        (event, of) -> {
          if (!brief || rows.size() <= MOST_ROWS) {
            of.forEach(row -> lines.add(line(event, row.guild(), List.of(row))));
          }
          if (of.size() > 1) {
            lines.add(line(event, "all " + of.size(), of));
          }
        });
    return lines;
  }

  private String line(String event, String guild, List<Row> rows) {
    List<Object> cells = new ArrayList<>(List.of(event, guild));
    cells.add(rows.stream().mapToLong(row -> ledger.sent(event, row.guild())).sum());
    for (Column column : Column.values()) {
      cells.add(rows.stream().mapToLong(row -> row.get(column)).sum());
    }
    return String.format(Locale.ROOT, LINE, cells.toArray());
  }

  /** What was found out beside deliveries. */
  public Map<String, String> findings() {
    Map<String, String> all = new TreeMap<>(ledger.findings());
    all.put(
        "delivery latency, ms",
        String.format(
            Locale.ROOT,
            "p50 %.0f, p99 %.0f, highest %.0f, of %,d",
            latencies.percentileMillis(50),
            latencies.percentileMillis(99),
            latencies.percentileMillis(100),
            latencies.count()));
    ledger.errors().forEach((message, count) -> all.put("error: " + message, count + " times"));
    ledger
        .disconnects()
        .forEach((reason, count) -> all.put("disconnected: " + reason, count + " times"));
    return all;
  }

  private ObjectNode json() {
    ObjectNode report = JSON.createObjectNode().put("format", 1).put("simulation", name);
    ArrayNode deliveries = report.putArray("deliveries");
    for (Row row : ledger.rows()) {
      ObjectNode node = deliveries.addObject().put("event", row.event()).put("guild", row.guild());
      node.put("sent", ledger.sent(row.event(), row.guild()));
      for (Column column : Column.values()) {
        node.put(column.key(), row.get(column));
      }
    }
    ObjectNode total = report.putObject("total");
    for (Column column : Column.values()) {
      total.put(column.key(), ledger.total(column));
    }
    ObjectNode latency = report.putObject("latency_ms");
    for (int percent : new int[] {50, 95, 99, 100}) {
      double value = latencies.percentileMillis(percent);
      if (!Double.isNaN(value)) {
        latency.put("p" + percent, value);
      }
    }
    findings().forEach(report.putObject("findings")::put);
    ObjectNode measures = report.putObject("measures");
    ledger.measures().forEach((key, value) -> measures.put(key, value));
    ArrayNode seconds = report.putArray("seconds");
    for (Second second : ledger.pulse().seconds()) {
      ObjectNode node = seconds.addObject().put("at", second.at());
      node.put("deliveries", second.deliveries()).put("clients", second.clients());
      if (second.deliveries() > 0) {
        node.put("p50_ms", second.p50()).put("p99_ms", second.p99());
      }
    }
    return report;
  }
}
