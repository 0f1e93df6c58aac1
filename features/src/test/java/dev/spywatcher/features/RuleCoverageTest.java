package dev.spywatcher.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCoverageTest {
  private static final Path FEATURES =
      Path.of("src", "main", "resources", "dev", "spywatcher", "features");
  private static final Pattern RULE_TAG = Pattern.compile("@([A-Z]+-\\d+)\\b");

  /** Rules that are waited for, each with what a scenario of it still needs. */
  private static final Set<String> NOT_COVERED_YET =
      Set.of(
          "CONN-4", "CONN-5", "CONN-8", "CONN-9", "CONN-10", "CONN-11", "CONN-12", "AUTH-9",
          "SUB-11", "SUB-13", "LIM-1", "LIM-2", "LIM-3", "LIM-4", "LIM-5", "LIM-6", "LIM-7",
          "SCALE-1", "SCALE-2", "SCALE-3", "SCALE-4");

  @Test
  void everyRuleHasAScenarioOrIsListedAsNotCoveredYet() {
    Set<String> tags = tags();
    Set<String> uncovered = new TreeSet<>();
    for (Rule rule : RuleCatalogue.rules()) {
      if (!tags.contains(rule.id())) {
        System.out.println("not covered yet: " + rule);
        uncovered.add(rule.id());
      }
    }
    assertThat(uncovered)
        .as("rules without a scenario, which must be exactly those that are known to be missing")
        .containsExactlyInAnyOrderElementsOf(NOT_COVERED_YET);
  }

  @Test
  void everyRuleThatAScenarioNamesExists() {
    Set<String> known = RuleCatalogue.rules().stream().map(Rule::id).collect(Collectors.toSet());
    assertThat(known).as("rules of the catalogue").containsAll(tags());
  }

  @Test
  void noRuleIsListedTwice() {
    assertThat(RuleCatalogue.rules()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  private static Set<String> tags() {
    try (Stream<Path> files = Files.list(FEATURES)) {
      return files
          .filter(file -> file.toString().endsWith(".feature"))
          .flatMap(RuleCoverageTest::lines)
          .filter(line -> line.strip().startsWith("@"))
          .flatMap(line -> RULE_TAG.matcher(line).results().map(match -> match.group(1)))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
