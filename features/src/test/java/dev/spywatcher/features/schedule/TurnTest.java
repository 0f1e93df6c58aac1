package dev.spywatcher.features.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final List<String> ALONE = List.of("@alone", "@AUTH-5");

  @AfterEach
  void expectNothing() {
    Turn.expect(0);
  }

  @Test
  void othersWaitUntilAllThatAreAloneAreOver() {
    Turn.expect(2);
    AtomicInteger others = new AtomicInteger();
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try (Turn turn = Turn.await(List.of())) {
                others.incrementAndGet();
              }
            });

    Turn.await(ALONE).close();
    await().during(Duration.ofMillis(300)).until(() -> others.get() == 0);
    Turn.await(ALONE).close();

    assertThat(other).succeedsWithin(Duration.ofSeconds(5));
    assertThat(others).hasValue(1);
  }

  @Test
  void thoseThatAreAloneWaitForEachOther() {
    Turn.expect(2);
    Turn first = Turn.await(ALONE);
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> Turn.await(ALONE).close());

    await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
    first.close();

    assertThat(second).succeedsWithin(Duration.ofSeconds(5));
  }
}
