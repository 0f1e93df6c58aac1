package dev.spywatcher.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged suite judges the packaged server: every rule, strictly. */
class ConformanceIT {

  @Test
  void theReferenceServerHoldsEveryRule() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("spywatcher.conformance-jar", "")));
    command.addAll(List.of("--server-jar", System.getProperty("spywatcher.jar", "")));
    command.addAll(List.of("--strict", "--out", "target/conformance-report"));
    String rules = System.getProperty("spywatcher.rules", "");
    if (!rules.isBlank()) {
      command.addAll(List.of("--rules", rules));
    }

    Process suite = new ProcessBuilder(command).inheritIO().start();

    try {
      assertThat(suite.waitFor(10, TimeUnit.MINUTES)).as("the suite ended in time").isTrue();
      assertThat(suite.exitValue())
          .as("exit status; target/conformance-report/index.html says what falls short")
          .isZero();
      if (rules.isBlank()) {
        assertThat(skipped(Path.of("target/conformance-report/report.json")))
            .as("rules that were skipped: those that no scenario can test")
            .containsExactlyInAnyOrderElementsOf(untestable());
      }
      assertThat(Files.readString(Path.of("target/conformance-report/messages.ndjson")))
          .as("reports hold no token")
          .doesNotContainPattern("eyJ[\\w-]+\\.eyJ");
    } finally {
      suite.destroy();
    }
  }

  private static List<String> skipped(Path report) throws IOException {
    List<String> skipped = new ArrayList<>();
    for (JsonNode rule : new ObjectMapper().readTree(report.toFile()).path("rules")) {
      if (rule.path("verdict").asText().equals("skipped")) {
        skipped.add(rule.path("id").asText());
      }
    }
    return skipped;
  }

  private static List<String> untestable() {
    return RuleCatalogue.rules().stream()
        .filter(rule -> rule.untested() != null)
        .map(Rule::id)
        .toList();
  }
}
