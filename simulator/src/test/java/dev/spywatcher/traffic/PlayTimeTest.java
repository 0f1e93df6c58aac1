package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.population.Chance;
import dev.spywatcher.scenario.DailyCurve;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayTimeTest {

  private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void twiceTheSpeedTakesHalfTheTime() {
    long minute = Duration.ofMinutes(1).toNanos();

    assertThat(new PlayTime(BEGINNING, 1).instant(minute)).isEqualTo("2026-03-01T12:01:00Z");
    assertThat(new PlayTime(BEGINNING, 2).instant(minute)).isEqualTo("2026-03-01T12:00:30Z");
    assertThat(new PlayTime(BEGINNING, 0.5).instant(minute)).isEqualTo("2026-03-01T12:02:00Z");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.0001, 1000.5, Double.NaN, Double.NEGATIVE_INFINITY})
  void aSpeedOutOfRangeIsRefusedWithTheRange(double speed) {
    assertThatThrownBy(() -> new PlayTime(BEGINNING, speed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--speed: " + speed + " is not a factor on time from 0.001 to 1000, or max");
  }

  @Test
  void theStrokesOfABeatKeepTheirOrderAndAreNeverTooFarApart() {
    Beat beat =
        Beat.of(Chance.of(1), Duration.ofSeconds(5), 0.5, new Day(DailyCurve.FLAT, BEGINNING));

    for (long n = 0; n < 10_000; n++) {
      long gap = beat.at(n + 1) - beat.at(n);
      assertThat(gap).isBetween(beat.atLeast(1), Duration.ofMillis(7_500).toNanos());
    }
  }
}
