package dev.spywatcher.features.stimulus;

import java.time.Duration;
import java.util.List;

/** The means to make Discord events happen behind an implementation. */
public interface Stimulus {
  /** Creates or replaces a guild. */
  void put(Guild guild);

  /** Makes events happen, in order. */
  void raise(List<? extends DiscordEvent> events);

  /** Waits until the implementation has heard of all that was raised. */
  void settle();

  /** How long it took the implementation, at the longest, to hear of something. */
  Duration lag();
}
