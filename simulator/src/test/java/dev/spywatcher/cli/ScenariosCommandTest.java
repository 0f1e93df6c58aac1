package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.scenario.BuiltInScenarios;
import dev.spywatcher.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void allMistakesOfSeveralFilesAreToldBesideWhatIsRight() throws Exception {
    Path right = Files.writeString(folder.resolve("a.yaml"), BuiltInScenarios.text("bad-day"));
    Path first =
        Files.writeString(
            folder.resolve("b.yaml"),
            BuiltInScenarios.text("quiet").replace("members:", "membrs:"));
    Path second =
        Files.writeString(
            folder.resolve("c.yaml"), BuiltInScenarios.text("quiet").replace("zipf: 0", "zipf: 9"));

    Run run = Run.of("scenarios", first.toString(), right.toString(), second.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEqualTo(right + ": ok (1 guild, 60 members, 9 faults)\n");
    assertThat(run.err().lines().limit(2).toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains(
                        first
                            + ":9: guilds[0].members: is missing; but there is 'membrs' on line 10"),
            line -> assertThat(line).contains(second + ":12: guilds[0].zipf: '9.5' is not"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: latncy, at: 1s | name: 'latncy' is no fault; nearest: latency; 'scenarios --faults' lists them all",
        "name: reorder, at: 1s, with: {by: soon} | with.by: \"soon\" is not a duration such as 500ms or 3s",
        "name: reorder, at: 1s, with: {to: 4s} | with.to: is not a parameter of this fault; known are toxicity, seed, by",
        "name: no-throttle, at: 1s, toxicity: 0.5 | toxicity: this fault is on or off, it does not strike now and then; leave it out",
        "name: rate-limit, at: 1s, with: {times: x} | with.times: \"x\" is not a whole number from 1 to 1000000",
        "name: mute-acks, at: 1s, toxicity: 0.5 | toxicity: is not a field of this fault; it has none",
        "name: close, at: 1s, with: {code: 7} | with.code: 7 is not a close code: 1000, 1001, 1011 or 4000 to 4999",
        "name: close, at: 1s, for: 3s | for: close happens in a moment and does not last; leave this out",
      })
  void faultsAreCheckedByThoseWhoPlayThem(String fault, String message) throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, BuiltInScenarios.text("quiet") + "faults:\n  - {" + fault + "}\n");

    Run run = Run.of("scenarios", file.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(file + ":27: faults[0]." + message + "\n");
  }

  @Test
  void theFaultsOfBuiltInScenariosAreRightAndNoNameIsOfBothPrograms() throws Exception {
    for (String name : Scenario.names()) {
      Path file = Files.writeString(folder.resolve("each.yaml"), BuiltInScenarios.text(name));
      assertThat(Run.of("scenarios", file.toString()).err()).isEmpty();
    }
    assertThat(KnownFaults.names()).doesNotHaveDuplicates();
    assertThat(Run.of("scenarios", "--faults").out().lines())
        .hasSizeGreaterThan(KnownFaults.names().size())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
  }

  @Test
  void theSchemaIsPrintedAndQuestionsDoNotMix() {
    assertThat(Run.of("scenarios", "--schema").out())
        .isEqualTo(BuiltInScenarios.schema(KnownFaults.names()));
    assertThat(Run.of("scenarios", "--schema", "--show", "demo").err())
        .startsWith(
            "spywatcher: files, --show, --schema and --faults do not go together; take one");
    assertThat(Run.of("scenarios", "--show", "dmo").err())
        .startsWith("spywatcher: --show: 'dmo' is not one of bad-day, busy, demo");
  }
}
