package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The presences of a guild's members, as last told. Discord tells of each change of what somebody
 * plays or listens to as a presence too, several times a minute; such an update changes neither
 * status nor clients, and is none here. Not thread-safe.
 */
final class Presences {

  /**
   * A presence.
   *
   * @param activities what the member plays or listens to, as a hash
   */
  private record Seen(PresenceStatus status, Set<Platform> platforms, int activities) {}

  private final Map<String, Seen> all = new HashMap<>();

  /** Takes an update in; whether it is more than another activity. */
  boolean takes(DiscordEvent.Presence presence, int activities) {
    Seen now = new Seen(presence.status(), presence.platforms(), activities);
    @Nullable Seen before = all.put(presence.userId(), now);
    return before == null || !same(before, now) || before.activities() == activities;
  }

  /** Takes in one that a guild begins with; whether it is another than the last told. */
  boolean begins(DiscordEvent.Presence presence, int activities) {
    Seen now = new Seen(presence.status(), presence.platforms(), activities);
    @Nullable Seen before = all.put(presence.userId(), now);
    return before == null ? presence.status() != PresenceStatus.OFFLINE : !same(before, now);
  }

  /** The users who were there when last heard of, those of {@code present} excepted. */
  List<String> goneBut(Set<String> present) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().status() != PresenceStatus.OFFLINE)
        .map(Map.Entry::getKey)
        .filter(userId -> !present.contains(userId))
        .toList();
  }

  private static boolean same(Seen one, Seen other) {
    return one.status() == other.status() && one.platforms().equals(other.platforms());
  }

  void remove(String userId) {
    all.remove(userId);
  }
}
