package dev.spywatcher.load.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Form ALONE = new Form(1, false);
  private static final Form TWO = new Form(2, true);

  @Test
  void tellsMediansAndWhatTheBusCosts() {
    Samples samples = new Samples(5, 25);
    samples.add(new Sample(ALONE, 5, Way.DIRECT, 100, Double.NaN, Double.NaN, 500));
    samples.add(new Sample(ALONE, 25, Way.DIRECT, 140, Double.NaN, Double.NaN, 500));
    double[] machine = {0, 200, 20};
    for (double slower : machine) {
      samples.add(new Sample(TWO, 5, Way.DIRECT, 110 + slower, 30, 12, 500));
      samples.add(new Sample(TWO, 25, Way.DIRECT, 152 + slower, 70, 12, 500));
      samples.add(new Sample(TWO, 25, Way.CUT_OFF, 141 + slower, 0, 0, 500));
      samples.add(new Sample(TWO, 5, Way.CUT_OFF, 99 + slower, 0, 0, 500));
      samples.add(new Sample(TWO, 5, Way.FORWARDED, 160, 80, 40, 500));
    }

    assertThat(samples.publishing(TWO)).isCloseTo(11, within(1e-9));
    assertThat(samples.table())
        .hasSize(9)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
        .anySatisfy(line -> assertThat(line).startsWith("2 servers").contains("another", "160.0"));
    assertThat(samples.conclusions())
        .anySatisfy(line -> assertThat(line).endsWith("2.00"))
        .anySatisfy(line -> assertThat(line).contains("publishing 11.0", "receiving 20.0"));
  }
}
