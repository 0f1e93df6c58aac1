package dev.spywatcher.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconnectionTest {

  @Test
  void waitsDoubleUpToTheLongestAndStrayByHalf() {
    Random chance = new Random(1);
    long[] low = {500, 1_000, 2_000, 4_000, 5_000};
    long[] high = {1_500, 3_000, 5_000, 5_000, 5_000};
    for (int attempt = 0; attempt < low.length; attempt++) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(Reconnection.OFFICIAL.before(attempt, chance).toMillis())
            .as("attempt %d", attempt)
            .isBetween(low[attempt], high[attempt]);
      }
    }
  }

  @Test
  void aCrowdIsSpreadOut() {
    Random chance = new Random(2);
    LongStream waits =
        LongStream.range(0, 1_000).map(i -> Reconnection.OFFICIAL.before(0, chance).toMillis());

    assertThat(waits.distinct().count()).isGreaterThan(500);
  }

  @Test
  void manyAttemptsDoNotOverflow() {
    assertThat(Reconnection.OFFICIAL.before(1_000, new Random(3))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesAJitterThatIsNone() {
    assertThatThrownBy(
            () -> new Reconnection(true, Duration.ofSeconds(1), Duration.ofSeconds(5), 1.5))
        .hasMessage("jitter: 1.5 is not between 0 and 1");
  }
}
