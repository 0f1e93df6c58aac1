package dev.spywatcher.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZipfTest {

  private static int[] picked(int size, double exponent, int times) {
    Zipf zipf = new Zipf(size, exponent);
    int[] counts = new int[size];
    for (int i = 0; i < times; i++) {
      counts[zipf.pick(Chance.of(5).at(i))]++;
    }
    return counts;
  }

  @Test
  void theNthIsNTimesRarerThanTheFirst() {
    int[] counts = picked(1_000, 1, 1_000_000);

    // The sum of 1/n up to 1,000 is 7.485.
    double first = 1_000_000 / 7.485;
    for (int rank : new int[] {0, 1, 2, 9, 49, 99}) {
      assertThat((double) counts[rank]).isCloseTo(first / (rank + 1), within(first * 0.012));
    }
    int tail = 0;
    for (int rank = 500; rank < 1_000; rank++) {
      tail += counts[rank];
    }
    assertThat((double) tail).isCloseTo(first * Math.log(2), within(first * 0.02));
  }

  @Test
  void withoutAnExponentAllAreAlike() {
    for (int count : picked(50, 0, 100_000)) {
      assertThat(count).isBetween(1_800, 2_200);
    }
  }

  @Test
  void aMillionAreReachedToTheLast() {
    Zipf zipf = new Zipf(1_000_000, 0.2);
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < 200_000; i++) {
      int rank = zipf.pick(Chance.of(6).at(i));
      least = Math.min(least, rank);
      most = Math.max(most, rank);
    }
    assertThat(least).isLessThan(20);
    assertThat(most).isBetween(999_900, 999_999);
    assertThat(new Zipf(1, 1).pick(Chance.of(1).at(1))).isZero();
  }

  @Test
  void exponentialTimesHaveMeanOneAndALongTail() {
    double sum = 0;
    double most = 0;
    int beyondThree = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double time = Chance.of(7).at(i).exponential();
      sum += time;
      most = Math.max(most, time);
      beyondThree += time > 3 ? 1 : 0;
    }
    assertThat(sum / 1_000_000).isCloseTo(1, within(0.004));
    assertThat(beyondThree / 1_000_000.0).isCloseTo(Math.exp(-3), within(0.001));
    assertThat(most).isBetween(11.0, 37.0);
  }
}
