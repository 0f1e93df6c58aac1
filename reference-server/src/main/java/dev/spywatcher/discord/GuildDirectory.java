package dev.spywatcher.discord;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guilds that the source has announced, with who is in them: the authority on names and on who
 * may view what (SUB-14). Changed by the intake alone, read by any thread.
 */
public final class GuildDirectory {

  private final Map<String, Guild> guilds = Collections.synchronizedMap(new LinkedHashMap<>());

  /** The guild with that id, or {@code null}. */
  public @Nullable Guild guild(String guildId) {
    return guilds.get(guildId);
  }

  /** All guilds, in the order in which they were announced. */
  public List<Guild> guilds() {
    synchronized (guilds) {
      return List.copyOf(guilds.values());
    }
  }

  /** Whether that user is a member of that guild; {@code false} where there is no such guild. */
  public boolean isMember(String guildId, String userId) {
    Guild guild = guild(guildId);
    return guild != null && guild.member(userId) != null;
  }

  /**
   * Creates or replaces a guild; members that remain keep their presence.
   *
   * @return ids of users who are no longer members
   */
  public List<String> put(GuildDefinition definition) {
    return guilds.computeIfAbsent(definition.id(), Guild::new).redefine(definition);
  }

  /** Forgets every guild. */
  public void clear() {
    guilds.clear();
  }
}
