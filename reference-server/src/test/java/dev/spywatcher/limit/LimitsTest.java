package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which limits can be set, and what one is told of those that cannot. */
class LimitsTest {

  private static Limits limits(int each, int burst, Duration block, long queue) {
    return new Limits(each, each, each, burst, each, block, each, queue);
  }

  @Test
  void theSmallestLimitsAreAccepted() {
    assertThatCode(() -> limits(1, 1, Duration.ofMillis(1), 65_536)).doesNotThrowAnyException();
  }

  @Test
  void theLargestLimitsAreAccepted() {
    assertThatCode(
            () -> limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1), Long.MAX_VALUE))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> refused() {
    Duration second = Duration.ofSeconds(1);
    return Stream.of(
        Arguments.of(
            "--connection-rate: 0 is not a positive number of connections per minute",
            new int[] {0, 1, 1, 1, 1, 1},
            second,
            65_536),
        Arguments.of(
            "--max-connections-per-ip: -1 is not a positive number of connections",
            new int[] {1, -1, 1, 1, 1, 1},
            second,
            65_536),
        Arguments.of(
            "--event-rate: 0 is not a positive number of packets per second",
            new int[] {1, 1, 0, 1, 1, 1},
            second,
            65_536),
        Arguments.of(
            "--event-burst: 0 is not a positive number of packets",
            new int[] {1, 1, 1, 0, 1, 1},
            second,
            65_536),
        Arguments.of(
            "--event-burst: 4 is less than --event-rate, 5",
            new int[] {1, 1, 5, 4, 1, 1},
            second,
            65_536),
        Arguments.of(
            "--reconnect-limit: 0 is not a positive number of handshakes in 10 s",
            new int[] {1, 1, 1, 1, 0, 1},
            second,
            65_536),
        Arguments.of(
            "--max-subscriptions: -7 is not a positive number of rooms",
            new int[] {1, 1, 1, 1, 1, -7},
            second,
            65_536),
        Arguments.of(
            "--reconnect-block: 0ms is not between 1ms and 24h",
            new int[] {1, 1, 1, 1, 1, 1},
            Duration.ZERO,
            65_536),
        Arguments.of(
            "--reconnect-block: -1000ms is not between 1ms and 24h",
            new int[] {1, 1, 1, 1, 1, 1},
            Duration.ofSeconds(-1),
            65_536),
        Arguments.of(
            "--reconnect-block: 0ms is not between 1ms and 24h",
            new int[] {1, 1, 1, 1, 1, 1},
            Duration.ofNanos(1),
            65_536),
        Arguments.of(
            "--reconnect-block: 86400001ms is not between 1ms and 24h",
            new int[] {1, 1, 1, 1, 1, 1},
            Duration.ofDays(1).plusMillis(1),
            65_536),
        Arguments.of(
            "--reconnect-block: " + Long.MAX_VALUE + "s is not between 1ms and 24h",
            new int[] {1, 1, 1, 1, 1, 1},
            Duration.ofSeconds(Long.MAX_VALUE),
            65_536),
        Arguments.of(
            "--max-queued-bytes: 65535 is less than 64KiB",
            new int[] {1, 1, 1, 1, 1, 1},
            second,
            65_535));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBadLimitIsNamedWithItsValueAndWhatWouldBeRight(
      String message, int[] n, Duration block, long queue) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(n[0], n[1], n[2], n[3], n[4], block, n[5], queue))
        .withMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void everyProfileAllowsABurstAndAtLeastOneOfEach(Limits.Profile profile) {
    Limits limits = profile.limits();

    assertThat(limits.eventBurst()).isGreaterThanOrEqualTo(limits.eventRate());
    assertThat(limits.reconnectLimit()).isPositive();
  }

  @Test
  void strictIsTighterThanDevAndDevThanLoad() {
    assertThat(Stream.of(Limits.Profile.values()).map(profile -> profile.limits().connectionRate()))
        .containsExactly(6_000, 60, 10_000_000);
  }
}
