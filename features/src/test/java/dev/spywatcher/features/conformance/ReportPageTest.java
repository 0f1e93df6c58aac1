package dev.spywatcher.features.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.Rule.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Rule RULE =
      new Rule("SUB-4", Standing.DOCUMENTED, "Only <that> room.", null);

  private static String page(Performance performance) {
    Finding finding =
        new Finding(RULE, Verdict.FALLS_SHORT, "1 of 1 scenarios failed", List.of(performance));
    return ReportPage.of(
        new Report(
            "http://a.example",
            Instant.parse("2026-01-01T00:00:00Z"),
            Duration.ofSeconds(90),
            true,
            1,
            List.of(finding)));
  }

  private static Performance failed() {
    return new Performance(
        "The events end",
        "subscriptions.feature:80",
        Set.of("SUB-4"),
        Standing.DOCUMENTED,
        Status.FAILED,
        Duration.ofMillis(1_200),
        "Ann received <script>alert(1)</script>",
        List.of("✓ Given Ann connects", "✗ Then Ann receives nothing else"),
        List.of("Packets of Ann\n12:00:00.000 > 2[\"subscribe:guild\",\"1\"]"));
  }

  @Test
  void aFailureShowsWhatCameAndThePacketsWithTimes() {
    assertThat(page(failed()))
        .contains("SUB-4", "falls short", "Only &lt;that&gt; room.", "1 of 1 scenarios failed")
        .contains("✗ Then Ann receives nothing else")
        .contains("Packets of Ann", "12:00:00.000 &gt; 2[&quot;subscribe:guild&quot;");
  }

  @Test
  void whatAnImplementationSentIsNoPartOfThePage() {
    assertThat(page(failed())).doesNotContain("<script");
  }

  @Test
  void thePageNeedsNoNetwork() {
    assertThat(page(failed())).doesNotContain("src=", "<link", "@import", "url(");
  }
}
