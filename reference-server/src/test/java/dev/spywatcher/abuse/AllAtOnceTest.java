package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Every way to misbehave at the same time, beside two hundred who behave (LIM-5, LIM-6, EVT-6). */
@Tag("all-abuse")
@Isolated("it measures delays and the heap")
@Execution(ExecutionMode.SAME_THREAD)
class AllAtOnceTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int HONEST = 200;
  private static final int MOST_HEAP_GROWTH = 32 << 20;

  /** Between two messages of the guild. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Level usualLevel = ResourceLeakDetector.getLevel();

  @AfterEach
  void restoreTheLeakDetector() {
    ResourceLeakDetector.setLevel(usualLevel);
  }

  @Test
  void noHonestClientMissesAnEventOrGetsItLateOrTwice() {
    // As in production: looking after every buffer makes a server several times slower.
    ResourceLeakDetector.setLevel(Level.SIMPLE);
    Duration slowest = survive(Duration.ofSeconds(10));

    System.out.printf("all abuse at once: slowest delivery %d ms%n", slowest.toMillis());
    assertThat(slowest).as("the slowest delivery").isLessThan(Crowd.IN_TIME);
  }

  @Test
  void noBufferIsLeaked() {
    ResourceLeakDetector.setLevel(Level.PARANOID);

    survive(Duration.ofSeconds(3));
  }

  /** Is abused for so long; how long the slowest message took. Nothing may be left behind. */
  private static Duration survive(Duration time) {
    try (LogWatch log = LogWatch.begin();
        RunningServer server = RunningServer.start(options -> options.maxQueuedBytes(1 << 20))) {
      server.guild("g", "u");
      long before;
      Duration slowest;
      try (Crowd honest = Crowd.of(HONEST, server, "g", "u")) {
        List<Instant> sent = messages(server, Duration.ofSeconds(1));
        honest.assertReceivedAll(sent);
        before = usedHeap();

        AtomicBoolean on = new AtomicBoolean(true);
        List<CompletableFuture<Void>> abusing = abuse(server, on::get);
        sent.addAll(messages(server, time));
        on.set(false);
        assertThat(abusing)
            .allSatisfy(abuse -> assertThat(abuse).succeedsWithin(Duration.ofSeconds(20)));

        honest.assertReceivedAll(sent);
        slowest = honest.slowest();
      }
      assertNothingLeft(server);
      long grown = usedHeap() - before;
      System.out.printf("all abuse at once: heap grown by %d KiB%n", grown / 1024);
      assertThat(grown).as("growth of the heap, bytes").isLessThan(MOST_HEAP_GROWTH);
      assertThat(log.faults()).isEmpty();
      return slowest;
    }
  }

  /** Each misbehaves once a second, one after the other. */
  private static List<CompletableFuture<Void>> abuse(RunningServer server, BooleanSupplier on) {
    List<CompletableFuture<Void>> abusing = new ArrayList<>();
    for (Abuse abuse : Abuse.values()) {
      abusing.add(Background.run(() -> abuse.go(server, PAUSE, on)));
      LockSupport.parkNanos(PAUSE.toNanos() / Abuse.values().length);
    }
    return abusing;
  }

  private static void assertNothingLeft(RunningServer server) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              server.endSessionsThatNobodyHas();
              assertThat(server.innards().clients())
                  .allSatisfy((what, count) -> assertThat(count).as(what).isZero());
              assertThat(server.innards().timers())
                  .allSatisfy((what, count) -> assertThat(count).as(what).isZero());
            });
    server.advance(Duration.ofMinutes(10));
    assertThat(server.innards().addresses()).isZero();
  }

  /** Sends messages for so long, at a pace. */
  private static List<Instant> messages(RunningServer server, Duration time) {
    List<Instant> sent = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      sent.add(server.message("g", "u"));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return sent;
  }

  /** What is in use once the garbage has gone, buffers that leaked having been reported. */
  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      // The detector looks through its garbage whenever a buffer is made.
      ByteBufAllocator.DEFAULT.buffer().release();
      ByteBufAllocator.DEFAULT.heapBuffer().release();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
