package dev.spywatcher.socket;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether the other tests would notice a leak. */
@ExtendWith(LeakWatch.class)
class LeakWatchTest {

  @Test
  void aBufferThatNobodyReleasesIsReported() {
    leak();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                LeakWatch.reports().stream()
                    .anyMatch(report -> report.contains(LeakWatch.ON_PURPOSE)));
  }

  @SuppressWarnings("ResultOfMethodCallIgnored")
  private static void leak() {
    ByteBufAllocator.DEFAULT.buffer(16).touch(LeakWatch.ON_PURPOSE);
  }
}
