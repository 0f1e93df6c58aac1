package dev.spywatcher.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results for programs; the keys are stable. */
public final class JsonReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  /**
   * Writes a file.
   *
   * @param notes how the figures were come by, by name
   */
  public static void write(Path file, Machine machine, Map<String, String> notes, Results results)
      throws IOException {
    ObjectNode report = JSON.createObjectNode().put("format", 1);
    ObjectNode here = report.putObject("machine");
    here.put("processor", machine.processor()).put("cores", machine.cores());
    here.put("memory_bytes", machine.memoryBytes()).put("kernel", machine.kernel());
    here.put("java", machine.java()).put("open_files", machine.openFiles());
    ObjectNode run = report.putObject("run");
    new TreeMap<>(notes).forEach(run::put);
    ObjectNode figures = report.putObject("figures");
    for (Figure figure : Figure.values()) {
      if (results.has(figure)) {
        figure(figures.putObject(figure.key()), figure, results);
      }
    }
    results.failures().forEach(report.putArray("failures")::add);
    report.put("good", results.good());
    JSON.writeValue(file.toFile(), report);
  }

  private static void figure(ObjectNode node, Figure figure, Results results) {
    node.put("label", figure.label().strip());
    for (Contender contender : Contender.values()) {
      List<Double> values = results.values(figure, contender);
      if (!values.isEmpty()) {
        ObjectNode measured = node.putObject(contender.key());
        measured.put("median", results.median(figure, contender));
        ArrayNode rounds = measured.putArray("rounds");
        values.forEach(rounds::add);
      }
    }
    number(node, "ours_to_bare", results.ratio(figure, Contender.BARE));
    number(node, "ours_to_node", results.ratio(figure, Contender.NODE));
    if (figure.bound() != Bound.NONE) {
      node.put("bound", figure.bound().toString());
      node.put("verdict", results.verdict(figure).name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static void number(ObjectNode node, String key, double value) {
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      node.put(key, value);
    }
  }
}
