package dev.spywatcher.timeline;

import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Each event at its time by the server's clock. Guarded by a lock that it shares with its owner.
 */
final class PacedPlay implements Play {

  /** So that other tasks of the clock get their turn. */
  private static final int MOST_AT_ONCE = 256;

  private final SourceContext context;
  private final PlayTime playTime;
  private final Iterator<TimedEvent> events;
  private final Object lock;
  private @Nullable TimedEvent next;
  private SourceContext.Cancellable waiting = () -> {};
  private boolean over;

  PacedPlay(SourceContext context, PlayTime playTime, Iterator<TimedEvent> events, Object lock) {
    this.context = context;
    this.playTime = playTime;
    this.events = events;
    this.lock = lock;
  }

  @Override
  public void begin() {
    awaitNext();
  }

  private void awaitNext() {
    if (next == null && events.hasNext()) {
      next = events.next();
    }
    if (next != null) {
      // Measured from the beginning, not from the last event, so that lateness does not add up.
      Duration delay = Duration.between(context.now(), due(next));
      waiting = context.schedule(delay, this::deliver);
    }
  }

  private void deliver() {
    synchronized (lock) {
      // A task that had begun when it was called off comes too late.
      if (over) {
        return;
      }
      try {
        deliverWhatIsDue();
      } finally {
        if (!over) {
          awaitNext();
        }
      }
    }
  }

  private void deliverWhatIsDue() {
    for (int i = 0; i < MOST_AT_ONCE && !over && next != null; i++) {
      Instant now = context.now();
      if (i > 0 && due(next).isAfter(now)) {
        return;
      }
      TimedEvent event = next;
      next = null;
      context.event(event.at(now));
      next = events.hasNext() ? events.next() : null;
    }
  }

  private Instant due(TimedEvent event) {
    return playTime.instant(event.nanos());
  }

  @Override
  public void close() {
    over = true;
    waiting.cancel();
  }
}
