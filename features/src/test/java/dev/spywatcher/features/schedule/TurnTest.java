package dev.spywatcher.features.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.plugin.event.EventHandler;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final List<String> ALONE = List.of("@alone", "@AUTH-5");
  private static final List<String> LAST = List.of("@last", "@SCALE-3");

  @AfterEach
  void expectNothing() {
    Turn.expect(0, 0);
  }

  @Test
  void othersWaitUntilAllThatAreAloneAreOver() {
    Turn.expect(2, 0);
    AtomicInteger others = new AtomicInteger();
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try (Turn turn = Turn.await(List.of(), true)) {
                others.incrementAndGet();
              }
            });

    Turn.await(ALONE, true).close();
    Turn.over(ALONE);
    await().during(Duration.ofMillis(300)).until(() -> others.get() == 0);
    Turn.await(ALONE, true).close();
    Turn.over(ALONE);

    assertThat(other).succeedsWithin(Duration.ofSeconds(5));
    assertThat(others).hasValue(1);
  }

  @Test
  void thoseThatAreAloneWaitForEachOther() {
    Turn.expect(2, 0);
    Turn first = Turn.await(ALONE, true);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> Turn.await(ALONE, true).close());

    await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
    first.close();

    assertThat(second).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void theLastWaitForAllOthersUnlessTheyConcernNobody() {
    Turn.expect(0, 2);
    CompletableFuture<Void> last = CompletableFuture.runAsync(() -> Turn.await(LAST, true).close());
    Turn.await(LAST, false).close();

    Turn.over(List.of("@AUTH-5"));
    Turn.over(LAST);
    await().during(Duration.ofMillis(300)).until(() -> !last.isDone());
    Turn.over(ALONE);

    assertThat(last).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void oneThatEndsBeforeItsTurnKeepsNobodyWaiting() {
    Turn.expect(1, 0);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> Turn.await(List.of(), true).close());
    List<EventHandler<TestCaseFinished>> handlers = new ArrayList<>();

    new RunOrder().setEventPublisher(publisherTo(handlers));
    handlers.get(0).receive(ended(List.of("@AUTH-5")));
    await().during(Duration.ofMillis(300)).until(() -> !other.isDone());
    handlers.get(0).receive(ended(ALONE));

    assertThat(other).succeedsWithin(Duration.ofSeconds(5));
  }

  @SuppressWarnings("unchecked")
  private static EventPublisher publisherTo(List<EventHandler<TestCaseFinished>> handlers) {
    return (EventPublisher)
        standIn(
            EventPublisher.class,
            (method, arguments) -> {
              handlers.add((EventHandler<TestCaseFinished>) arguments[1]);
              return null;
            });
  }

  private static TestCaseFinished ended(List<String> tags) {
    TestCase scenario = (TestCase) standIn(TestCase.class, (method, arguments) -> tags);
    Result failed = new Result(Status.FAILED, Duration.ZERO, new IllegalStateException());
    return new TestCaseFinished(Instant.now(), scenario, failed);
  }

  /** What a method of a stand-in answers. */
  private interface Answer {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static Object standIn(Class<?> type, Answer answer) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> answer.to(method.getName(), arguments));
  }
}
