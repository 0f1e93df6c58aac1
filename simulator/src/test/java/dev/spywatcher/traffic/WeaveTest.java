package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaveTest {

  private static final GuildPlan GUILD = Scenario.named("demo").guilds().get(0);

  /** Episodes that begin every {@code period} and have {@code steps} events, {@code pace} apart. */
  private record Even(int user, long period, int steps, long pace, int episodes, List<Long> asked)
      implements Storyline {

    @Override
    public long beginning(long n) {
      return n < episodes ? n * period : Long.MAX_VALUE;
    }

    @Override
    public long firstFrom(long nanos) {
      return Math.min(episodes, (nanos + period - 1) / period);
    }

    @Override
    public long eventsBefore(long n) {
      return n * steps;
    }

    @Override
    public long longest() {
      return steps * pace;
    }

    @Override
    public void tell(long n, Episode into) {
      asked.add(n);
      for (int step = 0; step < steps; step++) {
        into.leave(n * period + step * pace, GUILD, 1000L * user + 10 * n + step);
      }
    }
  }

  private static Even even(int user, long period, int steps, long pace) {
    return new Even(user, period, steps, pace, Integer.MAX_VALUE, new ArrayList<>());
  }

  private static List<String> first(int count, long slice, Storyline... storylines) {
    Weave weave = new Weave(List.of(storylines), slice, 0);
    return IntStream.range(0, count)
        .mapToObj(i -> weave.next())
        .map(event -> event.nanos() + ":" + event.act().user())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 10, 17, 1_000_000})
  void episodesThatOverlapAreInterleavedInOrderOfTime(long slice) {
    assertThat(first(6, slice, even(1, 10, 3, 8)))
        .containsExactly("0:1000", "8:1001", "10:1010", "16:1002", "18:1011", "20:1020");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000_000})
  void whatFallsOnTheSameMomentComesInTheOrderOfTheStorylines(long slice) {
    assertThat(first(4, slice, even(1, 10, 1, 0), even(2, 10, 1, 0)))
        .containsExactly("0:1000", "0:2000", "10:1010", "10:2010");
    assertThat(first(4, slice, even(2, 20, 2, 20), even(1, 20, 2, 20)))
        .containsExactly("0:2000", "0:1000", "20:2001", "20:2010");
  }

  @Test
  void anEpisodeIsMadeOnceAndOnlyWhenItsTimeHasCome() {
    Even even = even(1, 10, 2, 1);

    first(4, 10, even);

    assertThat(even.asked).startsWith(0L, 1L).doesNotHaveDuplicates().hasSizeLessThan(4);
  }

  @Test
  void anEpisodeInWhichNothingHappensIsPassedOver() {
    assertThat(first(2, 10, even(1, 10, 0, 0), even(2, 2_500, 1, 0)))
        .containsExactly("0:2000", "2500:2010");
  }

  @Test
  void whatLiesFarAheadIsNeitherForgottenNorEarly() {
    assertThat(first(4, 1, even(1, 100, 2, 1_000)))
        .containsExactly("0:1000", "100:1010", "200:1020", "300:1030");
    assertThat(first(13, 1, even(1, 100, 2, 1_000)).subList(10, 13))
        .containsExactly("1000:1001", "1000:1100", "1100:1011");
  }

  @Test
  void withoutStorylinesThereIsNothing() {
    assertThat(new Weave(List.of(), 10, 0).hasNext()).isFalse();
  }

  @Test
  void storylinesThatEndAreToldToTheLastEvent() {
    Weave weave = new Weave(List.of(new Even(1, 10, 2, 50, 3, new ArrayList<>())), 10, 0);

    List<Long> times = new ArrayList<>();
    weave.forEachRemaining(event -> times.add(event.nanos()));

    assertThat(times).containsExactly(0L, 10L, 20L, 50L, 60L, 70L);
  }

  @Test
  void moreThanAMillionEventsOfOneMomentKeepTheirOrder() {
    int many = 1_100_000;
    Weave weave = new Weave(List.of(even(0, 1L << 40, many, 0)), 10, 0);

    for (int i = 0; i < many; i++) {
      assertThat(weave.next().act().user()).isEqualTo(i);
    }
  }
}
