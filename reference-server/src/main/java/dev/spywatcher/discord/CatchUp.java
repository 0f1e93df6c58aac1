package dev.spywatcher.discord;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Pauses of a source that sets its own pace, on its own thread, so that clients are not drowned: to
 * be called after each event. Not thread-safe.
 */
public final class CatchUp {

  private static final int EVENTS_BETWEEN_LOOKS = 256;
  private static final Duration STEP = Duration.ofMillis(2);

  private final SourceContext context;
  private final long mostSteps;
  private int events;

  /** For a source of {@code context}. */
  public CatchUp(SourceContext context) {
    this.context = context;
    this.mostSteps = context.longestPause().dividedBy(STEP);
  }

  /**
   * Waits while clients lag behind, for the context's longest pause at most: a client that has not
   * caught up by then is not waited for; it is cut off.
   *
   * @param over whether the source is being closed; then it returns at once
   * @throws InterruptedException where the thread was interrupted
   */
  public void afterEvent(BooleanSupplier over) throws InterruptedException {
    events++;
    if (events % EVENTS_BETWEEN_LOOKS != 0) {
      return;
    }
    // Whoever else wants to tell the server something gets a turn.
    Thread.yield();
    for (int i = 0; i < mostSteps && !over.getAsBoolean() && context.congested(); i++) {
      CountDownLatch passed = new CountDownLatch(1);
      SourceContext.Cancellable step = context.schedule(STEP, passed::countDown);
      // A clock that is being closed drops what waits for it.
      if (!passed.await(10 * STEP.toMillis(), TimeUnit.MILLISECONDS)) {
        step.cancel();
      }
    }
  }
}
