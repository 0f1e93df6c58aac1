package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to misbehave by itself (CONN-10, LIM-5, LIM-6). */
class SingleAbuseTest {

  private static final Duration FOR = Duration.ofMillis(1_500);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(10);

  @ParameterizedTest
  @EnumSource
  void nobodyElseMissesAnEventAndNothingIsLeftBehind(Abuse abuse) {
    try (RunningServer server =
        RunningServer.start(options -> options.maxQueuedBytes(256 * 1024))) {
      server.guild("g", "u");
      List<Instant> sent = new ArrayList<>();
      AtomicBoolean on = new AtomicBoolean(true);
      try (Crowd honest = Crowd.of(5, server, "g", "u")) {
        CompletableFuture<Void> abusing = Background.run(() -> abuse.go(server, PAUSE, on::get));
        long end = System.nanoTime() + FOR.toNanos();
        while (System.nanoTime() < end) {
          sent.add(server.message("g", "u"));
          LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
        }
        on.set(false);
        assertThat(abusing).succeedsWithin(Duration.ofSeconds(20));

        honest.assertReceivedAll(sent);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(leftovers(server)).isEmpty());
    }
  }

  /** What is held beyond sessions that only a timeout ends. */
  private static List<String> leftovers(RunningServer server) {
    server.endSessionsThatNobodyHas();
    return server.innards().clients().entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(Object::toString)
        .toList();
  }
}
