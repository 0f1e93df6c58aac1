package dev.spywatcher.load.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlatnessTest {

  private final Flatness heap = new Flatness("live heap, MB", 0.1, 2);

  @Test
  void aLevelFigureMaySway() {
    add(20, 22, 19, 21, 23, 20, 22, 21, 20);

    assertThat(heap.fault()).isEmpty();
  }

  @Test
  void oneThatGrowsIsFound() {
    add(20, 21, 22, 23, 24, 25, 26, 27, 28);

    assertThat(heap.fault())
        .isEqualTo("live heap, MB grew: 21.0 at first, 27.0 at last, 28.0 at most, 9 samples");
  }

  @Test
  void fewSamplesSayNothing() {
    add(20, 20);

    assertThat(heap.fault())
        .isEqualTo("live heap, MB: 2 samples are too few, a longer run takes more");
  }

  @Test
  void whatNobodyTellsIsSaid() {
    assertThat(heap.sampled()).isFalse();
    assertThat(heap).hasToString("not told");
  }

  private void add(double... samples) {
    for (double sample : samples) {
      heap.add(sample);
    }
  }
}
