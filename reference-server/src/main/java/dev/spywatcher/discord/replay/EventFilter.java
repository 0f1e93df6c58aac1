package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.form.EventForm;
import java.util.Set;

/**
 * Which events are let through. Immutable.
 *
 * @param guilds ids of guilds; empty for all
 * @param types types of events as in a file, such as {@code message}; empty for all
 */
public record EventFilter(Set<String> guilds, Set<String> types) {

  /** Lets everything through. */
  public static final EventFilter ALL = new EventFilter(Set.of(), Set.of());

  public EventFilter {
    guilds = Set.copyOf(guilds);
    types = Set.copyOf(types);
  }

  /** Whether guilds with that id are let through. */
  public boolean passesGuild(String guildId) {
    return guilds.isEmpty() || guilds.contains(guildId);
  }

  /** Whether an event is let through. */
  public boolean passes(DiscordEvent event) {
    return passesGuild(event.guildId())
        && (types.isEmpty() || types.contains(EventForm.type(event)));
  }
}
