package dev.spywatcher.load.report;

import static dev.spywatcher.load.contender.Contender.BARE;
import static dev.spywatcher.load.contender.Contender.NODE;
import static dev.spywatcher.load.contender.Contender.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.machine.Machine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private final Results results = new Results();

  private String row(Figure figure) {
    return Table.of(results).stream()
        .filter(line -> line.startsWith(figure.label()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theMedianOfTheRoundsCounts() {
    for (double millis : new double[] {900, 5_000, 950}) {
      results.add(Figure.STARTUP, OURS, millis);
    }
    assertThat(results.median(Figure.STARTUP, OURS)).isEqualTo(950);
    results.add(Figure.STARTUP, OURS, 1_000);
    assertThat(results.median(Figure.STARTUP, OURS)).isEqualTo(975);
  }

  @Test
  void aBoundRelativeToAnotherIsJudgedByTheRatio() {
    results.add(Figure.DELIVERED_SINGLE_200, OURS, 850_000);
    results.add(Figure.DELIVERED_SINGLE_200, BARE, 1_000_000);
    results.add(Figure.CPU_200, OURS, 3.8);
    results.add(Figure.CPU_200, BARE, 3);
    assertThat(results.verdict(Figure.DELIVERED_SINGLE_200)).isEqualTo(Bound.Verdict.PASS);
    assertThat(results.verdict(Figure.CPU_200)).isEqualTo(Bound.Verdict.FAIL);
    assertThat(row(Figure.DELIVERED_SINGLE_200))
        .contains("850,000", " 0.85 ", "≥ 0.85 bare", "pass");
    assertThat(row(Figure.CPU_200)).contains(" 1.27 ", "≤ 1.25 bare", "FAIL");
    assertThat(results.good()).isFalse();
  }

  @Test
  void aBoundInItselfNeedsNoOther() {
    results.add(Figure.RSS, OURS, 240);
    assertThat(results.verdict(Figure.RSS)).isEqualTo(Bound.Verdict.PASS);
    assertThat(results.good()).isTrue();
  }

  @Test
  void whatCannotBeJudgedIsOpen() {
    results.add(Figure.STORM, OURS, 300);
    assertThat(results.verdict(Figure.STORM)).isEqualTo(Bound.Verdict.OPEN);
    assertThat(row(Figure.STORM)).contains("≤ 1/6 node", "open");
    results.add(Figure.STORM, NODE, 1_800);
    assertThat(results.verdict(Figure.STORM)).isEqualTo(Bound.Verdict.PASS);
  }

  @Test
  void aFailedMeasureIsNotGood() {
    results.fail("round 1, ours, storm: 12 of 2000 clients were subscribed within 60 s");
    assertThat(results.good()).isFalse();
  }

  @Test
  void theTableFitsOneHundredColumns() {
    for (Figure figure : Figure.values()) {
      for (Contender contender : Contender.values()) {
        boolean whole = !figure.shown(1).contains(".");
        results.add(figure, contender, whole ? 7_654_321 : 98.7);
      }
    }
    assertThat(Table.of(results))
        .hasSize(Figure.values().length + 1)
        .allMatch(line -> line.length() <= 100, "is 100 columns wide at most");
  }

  @Test
  void jsonKeysAreStable(@TempDir Path directory) throws Exception {
    results.add(Figure.CONNECTS, OURS, 5_000);
    results.add(Figure.CONNECTS, OURS, 7_000);
    results.add(Figure.CONNECTS, NODE, 1_000);
    Path file = directory.resolve("figures.json");
    JsonReport.write(
        file, new Machine("cpu", 2, 1, "Linux 6", "17", 1_024), Map.of("run", "1 rounds"), results);
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    JsonNode figure = report.get("figures").get("connects");
    assertThat(figure.at("/ours/median").doubleValue()).isEqualTo(6_000);
    assertThat(figure.at("/ours/rounds")).hasSize(2);
    assertThat(figure.get("ours_to_node").doubleValue()).isEqualTo(6);
    assertThat(figure.has("ours_to_bare")).isFalse();
    assertThat(figure.get("verdict").textValue()).isEqualTo("pass");
    assertThat(report.get("good").booleanValue()).isTrue();
    assertThat(report.get("machine").get("cores").intValue()).isEqualTo(2);
    assertThat(Figure.values())
        .extracting(Figure::key)
        .contains(
            "delivered_single_200",
            "delivered_single_1000",
            "delivered_batch_200",
            "delivered_batch_1000",
            "cpu_200",
            "cpu_1000",
            "p99_200",
            "p99_1000",
            "connect_cpu",
            "simulated_heap",
            "simulated_connect_cpu",
            "simulated_return_cpu",
            "simulated_storm",
            "connects",
            "storm",
            "startup",
            "heap",
            "rss",
            "idle_cpu");
  }
}
