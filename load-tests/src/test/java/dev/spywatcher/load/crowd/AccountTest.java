package dev.spywatcher.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {

  private final Account account = new Account();

  private void receive(int writer, int... numbers) {
    for (int number : numbers) {
      account.received(writer, number);
    }
  }

  private void counts(long received, long lost, long doubled) {
    assertThat(account.received()).as("received").isEqualTo(received);
    assertThat(account.lost()).as("lost").isEqualTo(lost);
    assertThat(account.doubled()).as("doubled").isEqualTo(doubled);
  }

  @Test
  void eventsInOrderAreFine() {
    receive(0, 0, 1, 2);
    counts(3, 0, 0);
  }

  @Test
  void eachWriterCountsForItself() {
    receive(0, 0, 1);
    receive(3, 0);
    receive(0, 2);
    receive(3, 1);
    counts(5, 0, 0);
  }

  @Test
  void aLostEventIsNoticedWhenTheNextOneComes() {
    receive(0, 0, 1, 3, 4);
    counts(4, 1, 0);
  }

  @Test
  void aDoubledEventIsNoticed() {
    receive(0, 0, 1, 1, 2);
    counts(3, 0, 1);
  }

  @Test
  void anEventThatComesLateIsNotFine() {
    receive(0, 0, 2, 1, 3);
    counts(3, 1, 1);
  }

  @Test
  void numbersStartAgain() {
    for (int i = 0; i < 2 * Numbering.CYCLE + 1; i++) {
      account.received(1, i % Numbering.CYCLE);
    }
    counts(2L * Numbering.CYCLE + 1, 0, 0);
  }

  @Test
  void aLossWhereNumbersStartAgainIsNoticed() {
    for (int i = 0; i < Numbering.CYCLE - 1; i++) {
      account.received(0, i);
    }
    receive(0, 1);
    counts(Numbering.CYCLE, 2, 0);
  }
}
