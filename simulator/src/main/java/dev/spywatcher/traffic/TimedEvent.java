package dev.spywatcher.traffic;

import dev.spywatcher.discord.DiscordEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * An event and its place in the play; what time it is then, only whoever plays it knows. Immutable.
 */
public final class TimedEvent {

  /** The order of a play. Total, so that it does not depend on how the events were collected. */
  static final Comparator<TimedEvent> ORDER =
      Comparator.comparingLong(TimedEvent::nanos)
          .thenComparingInt(event -> event.storyline)
          .thenComparingLong(event -> event.episode)
          .thenComparingInt(event -> event.step);

  private final long nanos;
  private final Act act;
  private final int storyline;
  private final long episode;
  private final int step;

  TimedEvent(long nanos, Act act, int storyline, long episode, int step) {
    this.nanos = nanos;
    this.act = act;
    this.storyline = storyline;
    this.episode = episode;
    this.step = step;
  }

  /** Time of play since the beginning, in nanoseconds at speed 1. */
  public long nanos() {
    return nanos;
  }

  /** Time of play since the beginning, at speed 1. */
  public Duration offset() {
    return Duration.ofNanos(nanos);
  }

  /** What is done. */
  public Act act() {
    return act;
  }

  /** The event as it happens at {@code now}. */
  public DiscordEvent at(Instant now) {
    return act.at(now);
  }
}
