package dev.spywatcher.features.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultPageTest {
  private static final Consequences DECLARED = Consequences.declared();

  private static Trial trial(String fault, List<String> breaks, Map<String, List<String>> failed) {
    return new Trial(fault, "it does", breaks, Trial.EVERYTHING, failed, "", 1);
  }

  private static Trial refused(String fault, String breaks) {
    return new Trial(fault, "it does", List.of(breaks), "", Map.of(), "no answer", 1);
  }

  @Test
  void aFaultIsFoundWhereEachOfItsRulesFails() {
    assertThat(trial("x", List.of("AUTH-1"), Map.of("AUTH-1", List.of("one"))).missed()).isEmpty();
    assertThat(trial("x", List.of("AUTH-1", "AUTH-2"), Map.of("AUTH-1", List.of("one"))).missed())
        .containsExactly("AUTH-2");
  }

  @Test
  void aRefusalToRunFindsWhoLetsNobodyInAndNothingElse() {
    assertThat(refused("x", "AUTH-1").missed()).isEmpty();
    assertThat(refused("x", "SUB-6").missed()).containsExactly("SUB-6");
  }

  @Test
  void whatFailsBesideIsUndeclaredUnlessItFollows() {
    Trial trial =
        trial(
            "ignore-exp",
            List.of("AUTH-3"),
            Map.of("AUTH-3", List.of(), "AUTH-7", List.of(), "SUB-1", List.of()));

    assertThat(DECLARED.undeclared(trial)).containsExactly("SUB-1");
    assertThat(FaultPage.row(trial, DECLARED)).contains("AUTH-7", "**SUB-1**", "take such a token");
  }

  @Test
  void everyConsequenceHasAReason() {
    assertThat(DECLARED.all())
        .allSatisfy(
            one -> {
              assertThat(one.faults()).isNotEmpty();
              assertThat(one.rules()).isNotEmpty();
              assertThat(one.why()).isNotBlank();
            });
  }

  /** The figure of the README is that of the page, and the page has as many rows. */
  @Test
  void theReadmeCountsFaults() throws IOException {
    List<String> page = Files.readAllLines(Path.of("FAULTS.md"));
    String counts =
        page.stream().filter(line -> line.contains(" faults that break ")).findFirst().orElse("");
    long rows = page.stream().filter(line -> line.startsWith("| `")).count();

    assertThat(counts).startsWith(rows + " faults");
    assertThat(Files.readString(Path.of("README.md")))
        .contains("`" + counts.replaceFirst("[.]$", "") + "`");
  }
}
