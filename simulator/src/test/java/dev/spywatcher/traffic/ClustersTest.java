package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spywatcher.population.Chance;
import dev.spywatcher.scenario.DailyCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersTest {

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 4, 10, 50})
  void aClusterHasAsManyMessagesAsWasAskedForInTheMean(double mean) {
    Clusters clusters = new Clusters(mean);

    double average = IntStream.range(0, Deck.CARDS).map(clusters::size).average().orElseThrow();

    // The table cuts off the largest of a thousand, which is the less the smaller the mean.
    assertThat(average).isCloseTo(mean, within(mean * 0.05 + (mean > 20 ? mean * 0.2 : 0)));
    assertThat(clusters.size(0)).isEqualTo(1);
  }

  @Test
  void mostClustersAreSmallAndAFewAreRushes() {
    Clusters clusters = new Clusters(4);

    // Borel with parameter 3/4: single messages exp(-3/4), the rest falls off slowly.
    assertThat(IntStream.range(0, Deck.CARDS).filter(card -> clusters.size(card) == 1).count())
        .isCloseTo(Math.round(Deck.CARDS * Math.exp(-0.75)), within(1L));
    assertThat(IntStream.range(0, Deck.CARDS).map(clusters::size).max().orElseThrow())
        .isGreaterThan(30);
  }

  @Test
  void messagesComeAfterTheOneThatBringsThemOn() {
    long[] gaps = new long[1];
    for (int i = 0; i < 2_000; i++) {
      long[] times = Clusters.times(2, 1_000_000, Chance.of(i).at(0));
      assertThat(times[0]).isZero();
      gaps[0] += times[1];
    }
    assertThat(gaps[0] / 2_000.0).isCloseTo(1_000_000, within(60_000.0));
    for (int size = 1; size < 50; size++) {
      assertThat(Clusters.times(size, 1_000, Chance.of(size).at(0))).hasSize(size).isSorted();
    }
  }

  /** Of three messages the third answers the first in one of three trees, and in two the second. */
  @Test
  void everyFamilyTreeIsAsLikely() {
    double third = 0;
    for (int i = 0; i < 20_000; i++) {
      third += Clusters.times(3, 1_000_000, Chance.of(i).at(9))[2] / 1_000_000.0;
    }
    // Both of one parent: the later of two, 3/2 in the mean. One after the other: 2.
    assertThat(third / 20_000).isCloseTo((1.5 + 2 * 2) / 3, within(0.03));
  }

  @Test
  void everyCardIsDrawnOnceBeforeAnyIsDrawnAgain() {
    Deck deck = new Deck(Chance.of(3), card -> card);
    Set<List<Integer>> orders = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      long first = (long) round * Deck.CARDS;
      List<Integer> drawn =
          IntStream.range(0, Deck.CARDS)
              .mapToObj(i -> deck.card(first + i))
              .collect(Collectors.toList());
      orders.add(List.copyOf(drawn));
      Collections.sort(drawn);
      assertThat(drawn).isEqualTo(IntStream.range(0, Deck.CARDS).boxed().toList());
      assertThat(deck.eventsBefore(first)).isEqualTo(round * 1023L * 512);
    }
    assertThat(orders).hasSize(20);
  }

  @Test
  void lifePassesByTheHourOfTheDay() {
    List<Double> hours =
        IntStream.range(0, 24).mapToObj(hour -> hour == 9 ? 3.0 : hour < 6 ? 0.0 : 1.0).toList();
    Day day = new Day(new DailyCurve(hours), Instant.parse("2026-03-02T08:00:00Z"));
    long hour = Duration.ofHours(1).toNanos();

    assertThat(day.life(hour)).isEqualTo(hour);
    assertThat(day.life(2 * hour)).isEqualTo(4 * hour);
    assertThat(day.life(16 * hour)).isEqualTo(day.life(22 * hour)).isEqualTo(18 * hour);
    assertThat(day.when(hour / 2)).isEqualTo(hour / 2);
    assertThat(day.when(2 * hour + hour / 2)).isEqualTo(hour + hour / 2);
    assertThat(day.when(18 * hour + 1)).isBetween(22 * hour, 22 * hour + 2);
    long before = -1;
    for (long life = 0; life < 50 * hour; life += hour / 7) {
      long when = day.when(life);
      assertThat(when).isGreaterThan(before);
      assertThat(day.life(when)).isCloseTo(life, within(4L));
      before = when;
    }
  }
}
