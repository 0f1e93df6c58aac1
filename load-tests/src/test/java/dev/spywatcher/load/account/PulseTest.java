package dev.spywatcher.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.load.await.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulseTest {

  private final Pulse pulse = new Pulse();

  @AfterEach
  void end() {
    pulse.close();
  }

  @Test
  void aWindowEndsNoSecond() throws Exception {
    for (int i = 0; i < 5; i++) {
      pulse.delivered(10);
      assertThat(pulse.window().count()).isEqualTo(1);
    }
    assertThat(Waiting.until(() -> !pulse.seconds().isEmpty(), Duration.ofSeconds(5), SOON))
        .isTrue();

    List<Second> seconds = pulse.seconds();
    assertThat(seconds).hasSize(1);
    assertThat(seconds.get(0).deliveries()).isEqualTo(5);
    assertThat(pulse.window().count()).isZero();
  }

  @Test
  void theLastSecondIsThereThoughItHasNotEnded() throws Exception {
    assertThat(Waiting.until(() -> pulse.seconds().size() == 2, Duration.ofSeconds(10), SOON))
        .isTrue();
    pulse.delivered(10);

    List<Second> seconds = pulse.seconds();
    assertThat(seconds.stream().mapToLong(Second::deliveries).sum()).isEqualTo(1);
    assertThat(seconds.get(2).at()).isGreaterThan(seconds.get(1).at());
    assertThat(pulse.all().count()).isEqualTo(1);
  }

  private static final Duration SOON = Duration.ofMillis(20);
}
