package dev.spywatcher.features.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.rule.Rule;
import dev.spywatcher.features.rule.Rule.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final List<Rule> CATALOGUE =
      List.of(
          new Rule("AUTH-1", Standing.DOCUMENTED, "tokens", null),
          new Rule("SUB-7", Standing.IMPLIED, "ids", null),
          new Rule("SUB-12", Standing.REFERENCE, "acks", null),
          new Rule("SCALE-1", Standing.DOCUMENTED, "servers", "it takes several"));

  private static final Selection ALL = new Selection(Set.of(), Set.of());

  private static Judge judge(boolean strict) {
    return new Judge(CATALOGUE, ALL, Capabilities.none(), KnownFailures.none(), strict);
  }

  private static Judge knowing(KnownFailures.Entry entry) {
    KnownFailures known = new KnownFailures(List.of(entry));
    return new Judge(CATALOGUE, ALL, Capabilities.none(), known, true);
  }

  private static Performance performance(String rule, Status status, Standing standing) {
    return new Performance(
        rule + " " + status,
        "some.feature:1",
        Set.of(rule),
        standing,
        status,
        Duration.ofSeconds(1),
        status == Status.PASSED ? "" : "because",
        List.of(),
        List.of());
  }

  private static Performance performance(String rule, Status status) {
    return performance(rule, status, Standing.DOCUMENTED);
  }

  private static Finding found(Judge judge, String rule, Performance... performances) {
    return judge.findings(List.of(performances)).stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKnownFailureOfOneRuleExcusesNoOther() {
    Performance both =
        new Performance(
            "of both",
            "some.feature:1",
            Set.of("AUTH-1", "SUB-7"),
            Standing.DOCUMENTED,
            Status.FAILED,
            Duration.ofSeconds(1),
            "because",
            List.of(),
            List.of());
    Judge judge = knowing(new KnownFailures.Entry("SUB-7", ""));

    assertThat(found(judge, "AUTH-1", both).verdict()).isEqualTo(Verdict.FALLS_SHORT);
    assertThat(found(judge, "SUB-7", both).verdict()).isNotEqualTo(Verdict.FALLS_SHORT);
  }

  @Test
  void aRuleHoldsWhereAllItsScenariosPass() {
    Finding finding = found(judge(false), "AUTH-1", performance("AUTH-1", Status.PASSED));

    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.reason()).isEmpty();
  }

  @Test
  void aRuleFallsShortWhereOneFails() {
    Finding finding =
        found(
            judge(false),
            "AUTH-1",
            performance("AUTH-1", Status.PASSED),
            performance("AUTH-1", Status.FAILED));

    assertThat(finding.verdict()).isEqualTo(Verdict.FALLS_SHORT);
    assertThat(finding.reason()).isEqualTo("1 of 2 scenarios failed");
  }

  @Test
  void anImpliedRuleWarnsUnlessTheRunIsStrict() {
    Performance failed = performance("SUB-7", Status.FAILED);

    assertThat(found(judge(false), "SUB-7", failed).verdict()).isEqualTo(Verdict.WARNS);
    assertThat(found(judge(true), "SUB-7", failed).verdict()).isEqualTo(Verdict.FALLS_SHORT);
  }

  @Test
  void anImpliedScenarioOfADocumentedRuleOnlyWarns() {
    Performance failed = performance("AUTH-1", Status.FAILED, Standing.IMPLIED);

    assertThat(found(judge(false), "AUTH-1", failed).verdict()).isEqualTo(Verdict.WARNS);
    assertThat(found(judge(true), "AUTH-1", failed).verdict()).isEqualTo(Verdict.FALLS_SHORT);
  }

  @Test
  void aRuleOfTheReferenceServerIsSkippedUnlessItIsClaimed() {
    Judge claiming =
        new Judge(
            CATALOGUE, ALL, new Capabilities(Set.of("SUB"), Map.of()), KnownFailures.none(), false);
    Performance failed = performance("SUB-12", Status.FAILED);

    assertThat(found(judge(true), "SUB-12").verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(found(claiming, "SUB-12", failed).verdict()).isEqualTo(Verdict.FALLS_SHORT);
  }

  @Test
  void aRuleWithoutScenarioIsSkippedWithItsReason() {
    assertThat(found(judge(true), "SCALE-1"))
        .extracting(Finding::verdict, Finding::reason)
        .containsExactly(Verdict.SKIPPED, "it takes several");
  }

  @Test
  void whatIsSkippedIsNeverSaidToHold() {
    Finding finding = found(judge(true), "AUTH-1", performance("AUTH-1", Status.SKIPPED));

    assertThat(finding.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(finding.reason()).isEqualTo("because");
    assertThat(found(judge(true), "AUTH-1").verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void aKnownFailureDoesNotCount() {
    Judge judge = knowing(new KnownFailures.Entry("AUTH-1", ""));

    assertThat(found(judge, "AUTH-1", performance("AUTH-1", Status.FAILED)).verdict())
        .isEqualTo(Verdict.KNOWN);
  }

  @Test
  void aKnownFailureThatPassesIsAFailure() {
    Judge judge = knowing(new KnownFailures.Entry("AUTH-1", ""));
    Finding finding = found(judge, "AUTH-1", performance("AUTH-1", Status.PASSED));

    assertThat(finding.verdict()).isEqualTo(Verdict.SURPRISE);
    assertThat(finding.verdict().isFailure()).isTrue();
  }

  @Test
  void aKnownFailureOfOneScenarioCoversNoOther() {
    Judge judge = knowing(new KnownFailures.Entry("AUTH-1", "another"));

    assertThat(found(judge, "AUTH-1", performance("AUTH-1", Status.FAILED)).verdict())
        .isEqualTo(Verdict.FALLS_SHORT);
  }

  @Test
  void aRuleThatIsLeftOutSaysSo() {
    Selection without = new Selection(Set.of(), Set.of("AUTH"));
    Judge judge = new Judge(CATALOGUE, without, Capabilities.none(), KnownFailures.none(), false);

    assertThat(found(judge, "AUTH-1").reason()).isEqualTo("left out by --skip");
    assertThat(judge.tags()).isEqualTo("(@SUB-7 and not @reference)");
  }
}
