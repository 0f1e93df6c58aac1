package dev.spywatcher.load.account;

import static dev.spywatcher.load.account.Column.DOUBLED;
import static dev.spywatcher.load.account.Column.EXPECTED;
import static dev.spywatcher.load.account.Column.LOST;
import static dev.spywatcher.load.account.Column.OUT_OF_ORDER;
import static dev.spywatcher.load.account.Column.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.load.source.EventId;
import org.junit.jupiter.api.Test;

class MarkTest {

  private final Row row = new Row("message:new", "1");
  private final Mark mark = new Mark(row, 100);

  @Test
  void allInOrderIsAllThatWasExpected() {
    receive(100, 101, 102);
    mark.settle(103);

    assertCounts(3, 3, 0, 0, 0);
  }

  @Test
  void aGapIsLost() {
    receive(100, 103);
    assertThat(mark.complete(104)).isFalse();
    mark.settle(104);

    assertCounts(4, 2, 2, 0, 0);
  }

  @Test
  void whatWasOvertakenIsOutOfOrderAndNotLost() {
    receive(100, 102, 101);
    mark.settle(103);

    assertCounts(3, 3, 0, 0, 1);
  }

  @Test
  void theSameAgainIsDoubledHoweverMuchLater() {
    receive(100, 100, 101, 102, 100);
    receive(102 + 2 * EventId.CYCLE, 100);
    mark.settle(103);

    assertThat(row.get(DOUBLED)).isEqualTo(3);
    assertThat(row.get(OUT_OF_ORDER)).isZero();
  }

  @Test
  void slotsAreUsedAgain() {
    for (long number = 100; number < 100 + 3L * EventId.CYCLE; number++) {
      mark.received(number);
    }
    mark.settle(100 + 3L * EventId.CYCLE);

    assertCounts(3L * EventId.CYCLE, 3L * EventId.CYCLE, 0, 0, 0);
  }

  @Test
  void whatWasUnderWayBeforeTheSubscriptionIsNeitherExpectedNorWrong() {
    receive(98, 99, 100);
    mark.settle(101);

    assertCounts(1, 1, 0, 0, 0);
  }

  @Test
  void aLostConnectionOwesNothingAfterTheLastThatCame() {
    receive(100, 102);
    mark.lostConnection();

    assertCounts(3, 2, 1, 0, 0);
  }

  @Test
  void aConnectionLostBeforeAnythingCameOwesNothing() {
    mark.lostConnection();

    assertCounts(0, 0, 0, 0, 0);
  }

  private void receive(long... numbers) {
    for (long number : numbers) {
      mark.received(number);
    }
  }

  private void assertCounts(
      long expected, long received, long lost, long doubled, long outOfOrder) {
    assertThat(
            new long[] {
              row.get(EXPECTED),
              row.get(RECEIVED),
              row.get(LOST),
              row.get(DOUBLED),
              row.get(OUT_OF_ORDER)
            })
        .as("expected, received, lost, doubled, out of order")
        .containsExactly(expected, received, lost, doubled, outOfOrder);
  }
}
