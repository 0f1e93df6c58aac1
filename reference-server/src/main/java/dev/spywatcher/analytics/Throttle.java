package dev.spywatcher.analytics;

import dev.spywatcher.clock.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When one guild's update may go out (ANA-2, ANA-4): on the leading edge at once, then on the
 * trailing edge of the interval, so that the last activity is never left unreported. Guarded by its
 * owner's monitor.
 */
final class Throttle {

  /** A change of nothing is looked for at most this often. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final ServiceClock clock;
  private final Supplier<Duration> interval;
  private final Runnable release;
  private Instant nextSend = Instant.MIN;
  private Instant nextLook = Instant.MIN;
  private ServiceClock.@Nullable Task waiting;
  private boolean held;
  private boolean requestedMeanwhile;

  /**
   * A throttle.
   *
   * @param release called on the clock's thread when the time has come; calls {@link #begin()}
   */
  Throttle(ServiceClock clock, Supplier<Duration> interval, Runnable release) {
    this.clock = clock;
    this.interval = interval;
    this.release = release;
  }

  /** Whether the caller may look for an update now; if not, {@code release} is called in time. */
  boolean request() {
    if (waiting != null || held) {
      requestedMeanwhile |= held;
      return false;
    }
    Instant now = clock.instant();
    Instant due = nextSend.isAfter(nextLook) ? nextSend : nextLook;
    if (!due.isAfter(now)) {
      nextLook = now.plus(LOOK);
      return true;
    }
    waiting = clock.schedule(Duration.between(now, due), release);
    return false;
  }

  /** What {@code release} calls first: the wait is over. */
  void begin() {
    waiting = null;
  }

  /** Whether an update is due that may not go out yet. */
  boolean isWaiting() {
    return waiting != null;
  }

  /** From now on the caller may look for none, and is not told when it may, until {@link #go}. */
  void hold() {
    held = true;
    requestedMeanwhile = false;
  }

  /**
   * The caller may look again, though not before {@code soonest}.
   *
   * @return whether it wanted to in between
   */
  boolean go(Instant soonest) {
    held = false;
    nextSend = nextSend.isAfter(soonest) ? nextSend : soonest;
    return requestedMeanwhile;
  }

  /** An update went out at that time. */
  void sent(Instant at) {
    nextSend = at.plus(interval.get());
  }

  /** One went out elsewhere at that time. */
  void sentElsewhere(Instant at) {
    Instant next = at.plus(interval.get());
    nextSend = nextSend.isAfter(next) ? nextSend : next;
  }

  /** When the last update went out, where it still counts; otherwise {@code null}. */
  @Nullable Instant lastSent() {
    return sendsNext() == null ? null : nextSend.minus(interval.get());
  }

  /** When the next update may go out; {@code null} where that is at once. */
  @Nullable Instant sendsNext() {
    return nextSend.isAfter(clock.instant()) ? nextSend : null;
  }

  /** Stops waiting. */
  void cancel() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
  }
}
