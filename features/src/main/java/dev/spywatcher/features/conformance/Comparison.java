package dev.spywatcher.features.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several runs side by side: the rules on which they differ, and the counts of each. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Shows several runs side by side, from their report.json.")
final class Comparison implements Callable<Integer> {
  private static final int LEAST = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--all", description = "Show the rules, too, on which they agree.")
  private boolean all;

  @Parameters(paramLabel = "REPORT", description = "report.json of a run; two or more.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    if (files.size() < LEAST) {
      throw new UsageException("compare: takes two reports or more, not %d", files.size());
    }
    List<Map<String, String>> runs = files.stream().map(Comparison::read).toList();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    runs.forEach(run -> run.keySet().forEach(rule -> rows.put(rule, verdicts(rule, runs))));
    PrintWriter out = spec.commandLine().getOut();
    for (int i = 0; i < files.size(); i++) {
      out.println((char) ('A' + i) + "  " + files.get(i));
    }
    out.println();
    out.println(row("rule", headings()));
    rows.forEach(
        (rule, verdicts) -> {
          if (all || new HashSet<>(verdicts).size() > 1) {
            out.println(row(rule, verdicts));
          }
        });
    long same = rows.values().stream().filter(one -> new HashSet<>(one).size() == 1).count();
    out.println();
    out.println(same + " of " + rows.size() + " rules alike");
    for (Verdict verdict : Verdict.values()) {
      List<String> counts =
          runs.stream()
              .map(run -> run.values().stream().filter(verdict.words()::equals).count())
              .map(String::valueOf)
              .toList();
      out.println(row(verdict.words(), counts));
    }
    return 0;
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      headings.add(String.valueOf((char) ('A' + i)));
    }
    return headings;
  }

  private static List<String> verdicts(String rule, List<Map<String, String>> runs) {
    return runs.stream().map(run -> run.getOrDefault(rule, "-")).toList();
  }

  private static String row(String first, List<String> cells) {
    StringBuilder text = new StringBuilder("%-18s".formatted(first));
    cells.forEach(cell -> text.append("%-18s".formatted(cell)));
    return text.toString().stripTrailing();
  }

  private static Map<String, String> read(Path file) {
    try {
      JsonNode report = JSON.readTree(Files.readString(file));
      if (report.path("format").asInt() != ReportFile.FORMAT) {
        throw new UsageException("compare: %s is no report.json of this suite", file);
      }
      Map<String, String> verdicts = new LinkedHashMap<>();
      report
          .path("rules")
          .forEach(rule -> verdicts.put(rule.path("id").asText(), rule.path("verdict").asText()));
      return verdicts;
    } catch (JsonProcessingException e) {
      throw new UsageException("compare: %s is no JSON", file);
    } catch (IOException e) {
      throw new UsageException("compare: %s cannot be read as text", file);
    }
  }
}
