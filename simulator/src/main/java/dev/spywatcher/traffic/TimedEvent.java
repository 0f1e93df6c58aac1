package dev.spywatcher.traffic;

import dev.spywatcher.discord.DiscordEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * An event and its place in the play; what time it is then, only whoever plays it knows. Immutable.
 *
 * @param nanos time of play since the beginning, in nanoseconds at speed 1
 * @param stamped makes the event as it happens at a given instant
 */
public record TimedEvent(long nanos, Function<Instant, DiscordEvent> stamped) {

  /** Time of play since the beginning, at speed 1. */
  public Duration offset() {
    return Duration.ofNanos(nanos);
  }

  /** The event as it happens at {@code now}. */
  public DiscordEvent at(Instant now) {
    return stamped.apply(now);
  }
}
