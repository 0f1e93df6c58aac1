package dev.spywatcher.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {

  private final Turns turns = new Turns();
  private final List<Integer> taken = Collections.synchronizedList(new ArrayList<>());

  private void take(int number) {
    turns.inOrder(
        () -> {
          taken.add(number);
          return CompletableFuture.completedFuture(null);
        });
  }

  @Test
  void aStepWaitsForTheOneBefore() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    turns.inOrder(() -> first);
    take(1);
    take(2);
    assertThat(taken).isEmpty();

    first.complete(null);

    assertThat(taken).containsExactly(1, 2);
  }

  @Test
  void aStepThatFailsHoldsNobodyUp() {
    turns.inOrder(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    turns.inOrder(() -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")));
    take(1);

    assertThat(taken).containsExactly(1);
  }

  @Test
  void whoAddsAStepDoesNotWaitForOneThatIsBusyElsewhere() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                turns.inOrder(
                    () -> {
                      busy.countDown();
                      return CompletableFuture.completedFuture(awaited(release));
                    }));
    other.start();
    try {
      busy.await();
      CompletableFuture<Void> added = CompletableFuture.runAsync(() -> take(1));

      assertThat(added).succeedsWithin(5, TimeUnit.SECONDS);
      assertThat(taken).isEmpty();
    } finally {
      release.countDown();
      other.join();
    }
    await().untilAsserted(() -> assertThat(taken).containsExactly(1));
  }

  private static boolean awaited(CountDownLatch release) {
    try {
      return release.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aLongQueueIsTakenInItsOrder() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    turns.inOrder(() -> first);
    IntStream.range(0, 100_000).forEach(this::take);

    first.complete(null);

    assertThat(taken).hasSize(100_000).isSorted();
  }
}
