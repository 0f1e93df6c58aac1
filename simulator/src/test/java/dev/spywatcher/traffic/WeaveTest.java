package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeaveTest {

  /** Episodes that begin every {@code period} and have {@code steps} events, {@code pace} apart. */
  private record Even(String user, long period, int steps, long pace, List<Long> asked)
      implements Storyline {

    @Override
    public long beginning(long n) {
      return n * period;
    }

    @Override
    public List<TimedEvent> episode(long n) {
      asked.add(n);
      return IntStream.range(0, steps)
          .mapToObj(
              step ->
                  new TimedEvent(
                      n * period + step * pace,
                      now -> new DiscordEvent.Leave("guild", user + n + "." + step, now)))
          .toList();
    }
  }

  private static List<String> first(int count, Storyline... storylines) {
    Weave weave = new Weave(List.of(storylines));
    return IntStream.range(0, count)
        .mapToObj(i -> weave.next())
        .map(event -> event.nanos() + ":" + event.at(Instant.EPOCH).userId())
        .toList();
  }

  @Test
  void episodesThatOverlapAreInterleavedInOrderOfTime() {
    assertThat(first(6, new Even("a", 10, 3, 8, new ArrayList<>())))
        .containsExactly("0:a0.0", "8:a0.1", "10:a1.0", "16:a0.2", "18:a1.1", "20:a2.0");
  }

  @Test
  void whatFallsOnTheSameMomentComesInTheOrderOfTheStorylines() {
    assertThat(
            first(
                4,
                new Even("a", 10, 1, 0, new ArrayList<>()),
                new Even("b", 10, 1, 0, new ArrayList<>())))
        .containsExactly("0:a0.0", "0:b0.0", "10:a1.0", "10:b1.0");
  }

  @Test
  void anEpisodeIsMadeOnceAndOnlyWhenItsTimeHasCome() {
    List<Long> asked = new ArrayList<>();

    first(4, new Even("a", 10, 2, 1, asked));

    assertThat(asked).containsExactly(0L, 1L);
  }

  @Test
  void anEpisodeInWhichNothingHappensIsPassedOver() {
    assertThat(
            first(
                2,
                new Even("a", 10, 0, 0, new ArrayList<>()),
                new Even("b", 25, 1, 0, new ArrayList<>())))
        .containsExactly("0:b0.0", "25:b1.0");
  }

  @Test
  void withoutStorylinesThereIsNothing() {
    assertThat(new Weave(List.of()).hasNext()).isFalse();
  }
}
