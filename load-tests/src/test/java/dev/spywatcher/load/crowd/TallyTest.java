package dev.spywatcher.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void exactlyOnceIsNoFault() {
    assertThat(new Tally(2_000, 0, 0, 0, 0).fault(2_000)).isEmpty();
  }

  @Test
  void aLossAtTheEndIsNoticedThoughNothingCameAfterIt() {
    assertThat(new Tally(1_999, 0, 0, 0, 0).fault(2_000))
        .contains("2000 deliveries expected, 1999 received");
  }

  @Test
  void everyOtherFaultIsNamed() {
    assertThat(new Tally(9, 1, 0, 0, 0).fault(9)).contains("1 passed over");
    assertThat(new Tally(9, 0, 2, 0, 0).fault(9)).contains("2 doubled or late");
    assertThat(new Tally(9, 0, 0, 3, 0).fault(9)).contains("3 strange packets");
    assertThat(new Tally(9, 0, 0, 0, 4).fault(9)).contains("4 connections ended");
  }

  @Test
  void talliesAddUp() {
    Tally sum = new Tally(1, 2, 3, 4, 5).plus(new Tally(10, 20, 30, 40, 50));
    assertThat(sum).isEqualTo(new Tally(11, 22, 33, 44, 55));
  }
}
