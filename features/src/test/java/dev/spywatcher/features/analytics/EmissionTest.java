package dev.spywatcher.features.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmissionTest {
  private static final Instant CAUSE = Instant.parse("2026-01-01T00:00:00Z");

  private static Instant after(double seconds) {
    return CAUSE.plusMillis(Math.round(seconds * 1000));
  }

  private static Duration between(Emission first, double received) {
    return Emission.of(CAUSE, after(received), null).atMostAfter(first);
  }

  @Test
  void aLateReceiptOfTheFirstShortensNothing() {
    Emission late = Emission.of(CAUSE, after(1.4), after(0.1));
    Emission next = Emission.of(CAUSE, after(30.1), after(30.1));
    assertThat(next.receivedAfter(late)).isEqualTo(Duration.ofMillis(28_700));
    assertThat(next.atMostAfter(late)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noTimestampPutsItBeforeItsCauseOrAfterItsReceipt() {
    Emission early = Emission.of(CAUSE, after(0.2), after(-9));
    assertThat(between(early, 20)).isEqualTo(Duration.ofSeconds(20));
    Emission future = Emission.of(CAUSE, after(0.2), after(9));
    assertThat(between(future, 20)).isEqualTo(Duration.ofMillis(19_800));
  }

  @Test
  void withoutATimestampTheReceiptCounts() {
    assertThat(between(Emission.of(CAUSE, after(0.2), null), 20))
        .isEqualTo(Duration.ofMillis(19_800));
    assertThat(between(Emission.of(after(1), after(0.2), after(0.1)), 20))
        .isEqualTo(Duration.ofMillis(19_800));
  }
}
