package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import org.jspecify.annotations.Nullable;

/**
 * A line that has been read. Immutable.
 *
 * @param event the event in it; {@code null} where there is none to be played
 */
record Line(@Nullable DiscordEvent event) {

  /** Blank, a guild, left out as damaged, or filtered out. */
  static final Line NOTHING = new Line(null);
}
