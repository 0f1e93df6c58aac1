package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.scenario.BuiltInScenarios;
import dev.spywatcher.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosCommandTest {

  @TempDir Path folder;

  @Test
  void everyScenarioIsListedWithItsSentence() {
    Run run = Run.of("scenarios");

    assertThat(run.status()).isZero();
    for (String name : Scenario.names()) {
      assertThat(run.out()).contains(name + " (");
      assertThat(run.out().replaceAll("\\s+", " ")).contains(Scenario.named(name).description());
    }
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
  }

  @Test
  void whatIsShownIsAFileThatChecks() throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, Run.of("scenarios", "--show", "busy").out());

    Run run = Run.of("scenarios", file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith(": ok (4 guilds, 34,000 members)\n");
  }

  @Test
  void aMistakeEndsWithStatusTwoAndNamesTheLine() throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, BuiltInScenarios.text("quiet").replace("members: 12", "members: 2"));

    Run run = Run.of("scenarios", file.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("spywatcher: FILE.yaml: " + file)
        .contains(": guilds[0].members: '2' is not a whole number from 5 to 1,000,000\n");
  }

  @Test
  void theSchemaIsPrintedAndQuestionsDoNotMix() {
    assertThat(Run.of("scenarios", "--schema").out()).isEqualTo(BuiltInScenarios.schema());
    assertThat(Run.of("scenarios", "--schema", "--show", "demo").err())
        .startsWith("spywatcher: files, --show and --schema do not go together; take one");
    assertThat(Run.of("scenarios", "--show", "dmo").err())
        .startsWith("spywatcher: --show: 'dmo' is not one of busy, demo");
  }
}
