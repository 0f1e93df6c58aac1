package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoginTurnsTest {

  @Test
  void twoServersLogInFiveSecondsApart() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        ServiceClock clock = new ServiceClock();
        RedissonLink one = RedissonLink.open(redis.address(), "turns", clock);
        RedissonLink other = RedissonLink.open(redis.address(), "turns", clock)) {
      new LoginTurns(one).next().toCompletableFuture().get(5, TimeUnit.SECONDS);
      long begun = System.nanoTime();

      new LoginTurns(other).next().toCompletableFuture().get(20, TimeUnit.SECONDS);

      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void whileRedisIsAwayNobodyIsAsked() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        ServiceClock clock = new ServiceClock()) {
      RedissonLink link = RedissonLink.open(redis.address(), "turns", clock);
      link.close();

      assertThat(new LoginTurns(link).next().toCompletableFuture())
          .succeedsWithin(Duration.ofSeconds(5));
    }
  }
}
