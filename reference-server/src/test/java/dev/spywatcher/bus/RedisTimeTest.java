package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of waits and of what is known of Redis' time where its clock is set. */
class RedisTimeTest {

  private static final long INTERVAL = 30_000;
  private static final Script SET =
      new Script(
          "set",
          "redis.call('HSET', KEYS[1], 0, 'here 5 0 0 - -') redis.call('SET', KEYS[2], ARGV[1])"
              + " return {}");

  private static RedisTime time(long millis, long doubtMillis) {
    return new RedisTime(millis, System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(doubtMillis));
  }

  @Test
  void aTimeThatIsReadLaterHoldsWhereTheClockWasSet() {
    RedisTime known = time(1_000_000, 1);
    RedisTime back = time(400_000, 50);
    RedisTime slow = time(1_000_030, 50);

    assertThat(known.orIfSet(back)).isEqualTo(back);
    assertThat(known.orIfSet(slow)).isEqualTo(known);
  }

  @Test
  void whereTheClockIsSetBackNobodyWaitsForLongerThanAnInterval() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        ServiceClock clock = new ServiceClock();
        RedissonLink link = RedissonLink.open(redis.address(), "time", clock)) {
      long future = clock.millis() + Duration.ofHours(1).toMillis();
      link.run(SET, List.of("leases", "throttle:1"), List.of(future)).toCompletableFuture().join();

      assertThat(wait(link)).isEqualTo(INTERVAL);
      assertThat(wait(link)).isBetween(1L, INTERVAL);
    }
  }

  private static long wait(RedissonLink link) {
    return (Long)
        link.run(
                Script.named("throttle"),
                List.of("leases", "throttle:1", "state", "room:analytics:1"),
                List.of("here", 0, "5", INTERVAL, 1))
            .toCompletableFuture()
            .join()
            .get(0);
  }
}
