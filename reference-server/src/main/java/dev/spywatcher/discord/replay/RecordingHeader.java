package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.GuildDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a file of events. Immutable.
 *
 * @param scenario what was played; {@code null} where it was no scenario
 * @param seed seed of the scenario; {@code null} where there was none
 * @param guilds the guilds as they were before the first event
 */
public record RecordingHeader(
    @Nullable String scenario, @Nullable Long seed, List<GuildDefinition> guilds) {

  /** What the first key of a file says. */
  static final String FORMAT = "spywatcher-events";

  /** The version that is written, and the highest that is read. */
  static final int VERSION = 1;

  public RecordingHeader {
    guilds = List.copyOf(guilds);
  }
}
