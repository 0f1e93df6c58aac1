package dev.spywatcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * The threads of one server, told apart from those of others that run beside it: a thread belongs
 * to the group of the thread that started it.
 */
public final class OwnThreads {

  /** Threads that the whole process shares, whoever needs them first. */
  private static final List<String> SHARED =
      List.of(
          "globalEventExecutor", "CompletableFutureDelayScheduler", "ForkJoinPool", "Keep-Alive");

  private final ThreadGroup group = new ThreadGroup("one server");

  /** Does something on a thread of its own; what it starts is counted. */
  public <T> T call(Callable<T> action) throws Exception {
    try {
      return start(action).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Begins something on a thread of its own. */
  public <T> Future<T> start(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    new Thread(group, task, "test").start();
    return task;
  }

  private Stream<Thread> threads() {
    Thread[] threads = new Thread[10_000];
    group.enumerate(threads);
    return Arrays.stream(threads).filter(Objects::nonNull);
  }

  /** Waits until so many threads are inside a method of that name, and wait there for something. */
  public void awaitHeldUp(int count, Class<?> type, String method) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(threads().filter(thread -> isHeldUp(thread, type, method)))
                    .as("threads that are held up in %s", method)
                    .hasSize(count));
  }

  private static boolean isHeldUp(Thread thread, Class<?> type, String method) {
    return thread.getState() != Thread.State.RUNNABLE
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals(type.getName())
                        && frame.getMethodName().equals(method));
  }

  /** The names of those that are alive. */
  List<String> alive() {
    return threads()
        .map(Thread::getName)
        .filter(name -> SHARED.stream().noneMatch(name::startsWith))
        .sorted()
        .toList();
  }

  /** Waits until none is left. */
  public void awaitNone() {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(alive()).as("threads that are left running").isEmpty());
  }
}
