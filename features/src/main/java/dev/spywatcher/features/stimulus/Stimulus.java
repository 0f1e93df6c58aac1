package dev.spywatcher.features.stimulus;

import java.util.List;

/** The means to make Discord events happen behind an implementation. */
public interface Stimulus {
  /** Creates or replaces a guild. */
  void put(Guild guild);

  /** Makes events happen, in order. */
  void raise(List<? extends DiscordEvent> events);
}
