package dev.spywatcher.load.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final long BEGIN = 1_000_000;
  private static final long END = BEGIN + 10_000;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final List<Sent> sent = new ArrayList<>();
  private final List<Allowance> allowances = new ArrayList<>();

  JudgeTest() {
    for (int number = 0; number < 10; number++) {
      sent.add(replayed(number));
    }
  }

  @Test
  void allInOrderIsAsItShouldBe() {
    Findings findings = judge(visitor(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

    assertThat(findings.faults()).isEmpty();
    assertThat(findings.replayed().expected).isEqualTo(10);
    assertThat(findings.replayed().received).isEqualTo(10);
  }

  @Test
  void whatWasBeforeTheSubscriptionIsNotOwed() {
    Findings findings =
        judge(
            statement(
                List.of(new Visit(0, Map.of(0, BEGIN + 7_500), Visit.STAYED)), receipts(0, 8, 9)));

    assertThat(findings.faults()).isEmpty();
    assertThat(findings.replayed().expected).isEqualTo(2);
  }

  @Test
  void aGapIsLost() {
    assertThat(judge(visitor(0, 1, 2, 5, 6, 7, 8, 9)).faults())
        .containsExactly("2 replayed lost beyond what the outage may cost");
  }

  @Test
  void aGapMayBeAllowedForItsTimeAlone() {
    allowances.add(new Allowance("the test", BEGIN + 3_000, BEGIN + 4_000, (event, visit) -> true));

    Findings findings = judge(visitor(0, 1, 2, 5, 6, 7, 8, 9));

    assertThat(findings.faults())
        .containsExactly("1 replayed lost beyond what the outage may cost");
    assertThat(findings.replayed().allowed).isEqualTo(1);
    assertThat(findings.table()).anySatisfy(line -> assertThat(line).contains("the test"));
  }

  @Test
  void theSameAgainIsDoubledHoweverOneIsConnected() {
    List<Receipt> receipts = receipts(0, 0, 1, 2, 3, 4);
    receipts.addAll(receipts(1, 4, 5, 6, 7, 8, 9));
    Statement mover =
        statement(
            List.of(
                new Visit(0, Map.of(0, BEGIN - 1_000), BEGIN + 4_500),
                new Visit(1, Map.of(0, BEGIN + 4_500), Visit.STAYED)),
            receipts);

    assertThat(judge(mover).faults()).containsExactly("1 replayed doubled");
  }

  @Test
  void aConnectionThatEndedIsOwedNothingAfterTheLastThatCame() {
    List<Receipt> receipts = receipts(0, 0, 1, 3);
    receipts.addAll(receipts(1, 8, 9));
    Statement mover =
        statement(
            List.of(
                new Visit(0, Map.of(0, BEGIN - 1_000), BEGIN + 6_500),
                new Visit(1, Map.of(0, BEGIN + 7_500), Visit.STAYED)),
            receipts);

    assertThat(judge(mover).faults())
        .containsExactly("1 replayed lost beyond what the outage may cost");
  }

  @Test
  void whatWasOvertakenIsOutOfOrder() {
    assertThat(judge(visitor(0, 1, 3, 2, 4, 5, 6, 7, 8, 9)).faults())
        .containsExactly("1 replayed out of order");
  }

  @Test
  void whatAServerRefusedIsOwedToNobodyAndWhatOneGotToAll() {
    sent.clear();
    sent.add(new Sent(0, 0, BEGIN, 0, Sent.Outcome.REFUSED));
    sent.add(new Sent(0, 1, BEGIN + 1_000, 0, Sent.Outcome.UNKNOWN));
    sent.add(new Sent(0, 2, BEGIN + 2_000, 0, Sent.Outcome.UNKNOWN));

    Findings findings = judge(visitor(2), visitor());

    assertThat(findings.injected().expected).isEqualTo(2);
    assertThat(findings.faults())
        .containsExactly("1 injected lost beyond what the outage may cost");
  }

  @Test
  void aTimestampIsTheSameForAll() {
    Statement other =
        statement(
            List.of(new Visit(0, Map.of(0, BEGIN - 1_000), Visit.STAYED)),
            List.of(new Receipt(0, 0, BEGIN + 5, BEGIN + 3, 0)));
    sent.subList(1, sent.size()).clear();

    assertThat(judge(visitor(0), other).faults())
        .containsExactly("1 replayed not the same for all");
  }

  @Test
  void updatesWithinTheIntervalAreToldUnlessTheFirstWasHeldUp() {
    sent.clear();
    Statement hurried =
        updates(new Update(0, BEGIN, BEGIN, 0), new Update(0, BEGIN + 29_000, BEGIN + 29_000, 0));
    Statement heldUp =
        updates(
            new Update(0, BEGIN + 8_000, BEGIN, 0),
            new Update(0, BEGIN + 30_000, BEGIN + 30_000, 0));

    assertThat(judge(heldUp).faults()).isEmpty();
    assertThat(judge(hurried).faults()).containsExactly("1 analytics updates within the interval");
  }

  @Test
  void aTrialInWhichNothingCameShowsNothing() {
    sent.clear();
    Findings findings = judge(visitor());

    assertThat(findings.faults()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(findings::requireEvidence)
        .isInstanceOf(IllegalStateException.class);
  }

  private Findings judge(Statement... statements) {
    return new Judge(sent, allowances, INTERVAL, END).judge(List.of(statements));
  }

  private static Sent replayed(int number) {
    return new Sent(0, number, BEGIN + number * 1_000L, Sent.REPLAYED, Sent.Outcome.ACCEPTED);
  }

  private static List<Receipt> receipts(int visit, long... numbers) {
    List<Receipt> receipts = new ArrayList<>();
    for (long number : numbers) {
      long at = BEGIN + number * 1_000;
      receipts.add(new Receipt(0, number, at + 5, at, visit));
    }
    return receipts;
  }

  private static Statement visitor(long... numbers) {
    return statement(
        List.of(new Visit(0, Map.of(0, BEGIN - 1_000), Visit.STAYED)), receipts(0, numbers));
  }

  private static Statement statement(List<Visit> visits, List<Receipt> receipts) {
    return new Statement("ada", visits, receipts, List.of(), List.of(), List.of());
  }

  private static Statement updates(Update... updates) {
    return new Statement(
        "ada",
        List.of(new Visit(0, Map.of(0, BEGIN - 1_000), Visit.STAYED)),
        List.of(),
        List.of(updates),
        List.of(),
        List.of());
  }
}
