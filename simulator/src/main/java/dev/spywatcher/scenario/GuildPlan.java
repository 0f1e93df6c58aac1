package dev.spywatcher.scenario;

import dev.spywatcher.discord.GuildDefinition.Channel;
import java.util.List;

/**
 * A guild as a scenario describes it: who plays in it and how fast, not yet which people.
 * Immutable.
 *
 * @param id Discord id (snowflake), the same for every seed
 * @param channels at least one; newcomers greet in the first, the earlier ones are the busier
 * @param cast the members that the guild begins with, besides the scenario's demo user
 */
public record GuildPlan(
    String id, String name, List<Channel> channels, RoleSet roles, Cast cast, Tempo tempo) {

  public GuildPlan {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: guild " + id + " needs at least one");
    }
  }
}
