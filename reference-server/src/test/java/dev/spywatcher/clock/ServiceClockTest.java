package dev.spywatcher.clock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real time stands still here, so that a task runs when the clock is advanced and not before. */
@Timeout(10)
class ServiceClockTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void closeClock() {
    clock.close();
  }

  @Test
  void showsRealTimePlusWhatItWasAdvancedBy() {
    advance(30);
    advance(12);

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(42));
  }

  @Test
  void tellsTheTimeThatAnAdvanceArrivedAt() throws Exception {
    assertThat(clock.advance(Duration.ofDays(7)).get(5, SECONDS))
        .isEqualTo(NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by")
        .hasMessageContaining("PT-0.001S");
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void runsNothingBeforeItsTime() {
    at(30, "on time");

    advance(29);

    assertThat(ran).isEmpty();
  }

  @Test
  void runsWhatFallsDueExactlyNow() {
    at(30, "on time");

    advance(30);

    assertThat(ran).containsExactly("on time");
  }

  @Test
  void runsWhatFallsDueInTheOrderOfItsTimes() {
    at(30, "third");
    at(10, "first");
    at(20, "second");

    advance(60);

    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void runsWhatIsDueAtTheSameTimeInTheOrderInWhichItWasScheduled() {
    for (int i = 0; i < 20; i++) {
      at(10, "task " + i);
    }

    advance(10);

    assertThat(ran).hasSize(20).isEqualTo(inOrder(20));
  }

  private static List<String> inOrder(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("task " + i);
    }
    return names;
  }

  @Test
  void runsWhatItsTasksScheduleBeforeAnAdvanceIsOver() {
    repeatEvery(Duration.ofSeconds(10));

    advance(35);

    assertThat(ran).containsExactly("10s", "20s", "30s");
  }

  private void repeatEvery(Duration period) {
    clock.schedule(
        period,
        () -> {
          ran.add(Duration.between(NOON, clock.instant()).toSeconds() + "s");
          repeatEvery(period);
        });
  }

  @Test
  void showsALateTaskTheTimeItWasDueAt() {
    AtomicReference<Instant> seen = new AtomicReference<>();
    clock.schedule(Duration.ofSeconds(10), () -> seen.set(clock.instant()));

    advance(3600);

    assertThat(seen).hasValue(NOON.plusSeconds(10));
  }

  @Test
  void showsOtherThreadsThePresentWhileATaskCatchesUp() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    clock.schedule(
        Duration.ofSeconds(10),
        () -> {
          running.countDown();
          await(looked);
        });

    CompletableFuture<Instant> advanced = clock.advance(Duration.ofSeconds(60));
    running.await();

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
    looked.countDown();
    advanced.get(5, SECONDS);
  }

  @Test
  void runsOverdueTasksAtOnce() throws Exception {
    CountDownLatch done = new CountDownLatch(2);

    clock.schedule(Duration.ZERO, done::countDown);
    clock.schedule(Duration.ofSeconds(-5), done::countDown);

    assertThat(done.await(5, SECONDS)).as("both ran without an advance").isTrue();
  }

  @Test
  void runsTasksAsRealTimePasses() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (ServiceClock running = new ServiceClock()) {
      Instant scheduled = running.instant();
      AtomicReference<Instant> seen = new AtomicReference<>();
      running.schedule(
          Duration.ofMillis(20),
          () -> {
            seen.set(running.instant());
            done.countDown();
          });

      assertThat(done.await(5, SECONDS)).as("ran by itself").isTrue();
      assertThat(seen.get()).isAfterOrEqualTo(scheduled.plusMillis(20));
    }
  }

  @Test
  void doesNotRunWhatWasCalledOff() {
    ServiceClock.Task task = clock.schedule(Duration.ofSeconds(10), () -> ran.add("called off"));
    at(10, "kept");

    task.cancel();
    advance(60);

    assertThat(ran).containsExactly("kept");
  }

  @Test
  void letsATaskBeCalledOffTwiceAndAfterItRan() {
    ServiceClock.Task task = clock.schedule(Duration.ofSeconds(10), () -> ran.add("once"));
    advance(10);

    task.cancel();
    task.cancel();
    advance(10);

    assertThat(ran).containsExactly("once");
  }

  @Test
  void goesOnAfterATaskThatFailed() {
    clock.schedule(
        Duration.ofSeconds(1),
        () -> {
          throw new IllegalStateException("a task that fails, on purpose");
        });
    at(2, "after the failure");

    advance(5);

    assertThat(ran).containsExactly("after the failure");
  }

  @Test
  void finishesAnAdvanceOnlyWhenWhatFellDueHasRun() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    clock.schedule(
        Duration.ofSeconds(1),
        () -> {
          await(release);
          ran.add("slow");
        });

    CompletableFuture<Instant> advanced = clock.advance(Duration.ofSeconds(1));
    assertThat(advanced).isNotDone();
    release.countDown();
    advanced.get(5, SECONDS);

    assertThat(ran).containsExactly("slow");
  }

  @Test
  void dropsWhatStillWaitsWhenItIsClosed() throws Exception {
    at(10, "never");

    clock.close();
    clock.advance(Duration.ofSeconds(60)).get(5, SECONDS);
    clock.schedule(Duration.ZERO, () -> ran.add("never either"));

    assertThat(ran).isEmpty();
  }

  @Test
  void endsItsThreadWhenItIsClosed() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    clock.schedule(Duration.ZERO, () -> thread.complete(Thread.currentThread()));
    Thread ofTheClock = thread.get(5, SECONDS);

    clock.close();
    clock.close();

    assertThat(ofTheClock.isAlive()).as("the thread lives").isFalse();
  }

  @Test
  void mayBeClosedByOneOfItsTasks() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    clock.schedule(
        Duration.ZERO,
        () -> {
          clock.close();
          thread.complete(Thread.currentThread());
        });

    thread.get(5, SECONDS).join();
  }

  @Test
  void leavesNobodyWaitingForAnAdvanceThatItsCloseCutShort() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    clock.schedule(
        Duration.ofSeconds(1),
        () -> {
          running.countDown();
          await(release);
          clock.close();
        });

    CompletableFuture<Instant> advanced = clock.advance(Duration.ofSeconds(60));
    running.await();
    release.countDown();

    assertThat(advanced.handle((now, failure) -> "answered"))
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo("answered");
  }

  private void at(int seconds, String name) {
    clock.schedule(Duration.ofSeconds(seconds), () -> ran.add(name));
  }

  private void advance(int seconds) {
    assertThat(clock.advance(Duration.ofSeconds(seconds))).succeedsWithin(Duration.ofSeconds(5));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
