package dev.spywatcher.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreExactToOnePartIn64() {
    Latencies latencies = new Latencies();
    for (int micros = 1; micros <= 100_000; micros++) {
      latencies.add(micros * 1_000L);
    }
    assertThat(latencies.count()).isEqualTo(100_000);
    assertThat(latencies.percentileMillis(50)).isCloseTo(50, within(50 / 64.0));
    assertThat(latencies.percentileMillis(99)).isCloseTo(99, within(99 / 64.0));
    assertThat(latencies.percentileMillis(100)).isCloseTo(100, within(100 / 64.0));
  }

  @Test
  void smallOnesAreExact() {
    Latencies latencies = new Latencies();
    latencies.add(100_000);
    latencies.add(-5);
    assertThat(latencies.percentileMillis(100)).isEqualTo(0.1);
    assertThat(latencies.percentileMillis(50)).isZero();
  }

  @Test
  void minutesStillFit() {
    Latencies latencies = new Latencies();
    latencies.add(600_000_000_000L);
    assertThat(latencies.percentileMillis(50)).isCloseTo(600_000, within(10_000.0));
  }

  @Test
  void histogramsAddUp() {
    Latencies one = new Latencies();
    one.add(1_000);
    Latencies both = new Latencies();
    both.add(3_000);
    both.addAll(one);
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.percentileMillis(50)).isEqualTo(0.001);
  }

  @Test
  void noneHasNoPercentile() {
    assertThat(new Latencies().percentileMillis(99)).isNaN();
  }
}
