package dev.spywatcher.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private final Chance chance = Chance.of(42).stream("here");

  @Test
  void aPositionHasTheSameDiceWhateverWasThrownBefore() {
    int thrownFirst = chance.at(7).below(1_000_000);
    LongStream.range(0, 100).forEach(position -> chance.at(position).unit());

    assertThat(chance.at(7).below(1_000_000)).isEqualTo(thrownFirst);
  }

  @Test
  void seedsStreamsAndPositionsAreIndependent() {
    List<Double> throwsOfDifferentDice =
        List.of(
            chance.at(0).unit(),
            chance.at(1).unit(),
            chance.stream(0).at(0).unit(),
            chance.stream(1).at(0).unit(),
            chance.stream("a").at(0).unit(),
            chance.stream("ab").at(0).unit(),
            Chance.of(42).stream("there").at(0).unit(),
            Chance.of(43).stream("here").at(0).unit(),
            Chance.of(-42).stream("here").at(0).unit());

    assertThat(throwsOfDifferentDice).doesNotHaveDuplicates();
  }

  @Test
  void diceFallTheSameOnEveryMachine() {
    Dice dice = chance.at(3);

    assertThat(List.of(dice.below(1000), dice.below(1000), dice.below(1000)))
        .containsExactly(798, 468, 350);
    assertThat(dice.exponential()).isEqualTo(2.077367803770933);
  }

  @Test
  void diceAreFairAndKeepToTheirRange() {
    int[] seen = new int[6];
    double sum = 0;
    for (int position = 0; position < 60_000; position++) {
      Dice dice = chance.at(position);
      seen[dice.below(6)]++;
      sum += dice.exponential();
      assertThat(dice.between(-5, 5)).isBetween(-5L, 4L);
      assertThat(dice.fewOf(4)).isBetween(0, 3);
    }

    assertThat(IntStream.of(seen)).allMatch(count -> count > 9_500 && count < 10_500);
    assertThat(sum / 60_000).isBetween(0.98, 1.02);
  }
}
