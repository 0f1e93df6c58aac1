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

  @Test
  void everyRuleHasAScenarioOrSaysWhyItCannotHaveOne() {
    Set<String> tags = tags();
    for (Rule rule : RuleCatalogue.rules()) {
      if (rule.untested() != null) {
        System.out.println("not tested: " + rule.id() + ": " + rule.untested());
      }
      assertThat(tags.contains(rule.id()))
          .as(
              "%s has a scenario, or, in rules.json, a reason for which it has none (and not both)",
              rule.id())
          .isEqualTo(rule.untested() == null);
    }
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
