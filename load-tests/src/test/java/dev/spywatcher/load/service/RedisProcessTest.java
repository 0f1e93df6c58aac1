package dev.spywatcher.load.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {

  @TempDir private Path directory;

  @Test
  void answersUnlessItStandsStillOrIsDeadAndEndsWhenClosed() throws Exception {
    RedisProcess closed;
    try (RedisProcess redis = RedisProcess.start(RedisProgram.embedded(), directory)) {
      closed = redis;
      assertThat(redis.answers()).isTrue();

      redis.freeze();
      assertThat(redis.answers()).isFalse();
      redis.thaw();
      assertThat(redis.answers()).isTrue();

      redis.kill();
      assertThat(redis.answers()).isFalse();
      redis.startAgain();
      assertThat(redis.answers()).isTrue();
    }
    assertThat(closed.answers()).isFalse();
  }
}
