package dev.spywatcher.features.stimulus;

import dev.spywatcher.features.target.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The stimulus by a fake Discord, which takes the same calls and tells a bot: what is put is given
 * the time that it takes to be told. Thread-safe.
 */
public final class DiscordStimulus implements Stimulus {
  /** System property: whether the calls go to a fake Discord. */
  public static final String PROPERTY = "spywatcher.discord";

  private static final Duration TO_BE_TOLD = Duration.ofMillis(500);

  private final Stimulus calls;

  public DiscordStimulus(Stimulus calls) {
    this.calls = calls;
  }

  @Override
  public void put(Guild guild) {
    calls.put(guild);
    LockSupport.parkNanos(Patience.stretched(TO_BE_TOLD).toNanos());
  }

  @Override
  public void raise(List<? extends DiscordEvent> events) {
    calls.raise(events);
  }
}
