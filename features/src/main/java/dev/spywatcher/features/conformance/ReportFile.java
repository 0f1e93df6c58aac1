package dev.spywatcher.features.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The report as JSON, for programs and for a comparison of runs. */
final class ReportFile {
  static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportFile() {}

  static String written(Report report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("target", report.target());
    root.put("began", report.began().toString());
    root.put("seconds", report.taken().toMillis() / 1000.0);
    root.put("strict", report.strict());
    root.put("scenarios", report.scenarios());
    root.put("fallsShort", report.fallsShort());
    ArrayNode rules = root.putArray("rules");
    for (Finding finding : report.findings()) {
      ObjectNode rule = rules.addObject();
      rule.put("id", finding.rule().id());
      rule.put("class", finding.rule().standing().name().toLowerCase(Locale.ROOT));
      rule.put("rule", finding.rule().text());
      rule.put("verdict", finding.verdict().words());
      rule.put("reason", finding.reason());
      ArrayNode scenarios = rule.putArray("scenarios");
      finding.performances().forEach(one -> write(one, scenarios.addObject()));
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report cannot be written", e);
    }
  }

  private static void write(Performance performance, ObjectNode scenario) {
    scenario.put("name", performance.name());
    scenario.put("location", performance.location());
    scenario.put("status", performance.status().name().toLowerCase(Locale.ROOT));
    scenario.put("seconds", performance.taken().toMillis() / 1000.0);
    if (performance.status() != Status.PASSED) {
      scenario.put("message", performance.message());
      write(performance.steps(), scenario.putArray("steps"));
    }
    if (!performance.packets().isEmpty()) {
      write(performance.packets(), scenario.putArray("packets"));
    }
  }

  private static void write(List<String> texts, ArrayNode array) {
    texts.forEach(array::add);
  }
}
