package dev.spywatcher.load.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {

  private static final int CLIENTS = 40;

  @Test
  void nobodyIsBackWhoseDropHasNotBeenSeen() {
    assertThat(new Share(CLIENTS, 50).back(0, CLIENTS)).isFalse();
  }

  @Test
  void oneThatComesTwiceDoesNotStandForAnother() {
    assertThat(new Share(CLIENTS, 100).back(40, 39)).isFalse();
    assertThat(new Share(CLIENTS, 99).back(40, 39)).isFalse();
    assertThat(new Share(CLIENTS, 50).back(20, 19)).isFalse();
  }

  @Test
  void halfOfThemIsEnoughForHalf() {
    assertThat(new Share(CLIENTS, 50).back(20, 20)).isTrue();
    assertThat(new Share(41, 50).back(20, 20)).isFalse();
  }

  @Test
  void allAreBackHoweverOftenSomeCame() {
    assertThat(new Share(CLIENTS, 100).back(40, 40)).isTrue();
    assertThat(new Share(CLIENTS, 100).back(43, 40)).isTrue();
  }
}
