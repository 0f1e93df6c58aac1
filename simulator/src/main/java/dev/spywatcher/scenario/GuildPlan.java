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
 * @param names what the people are called
 * @param zipf exponent of the activity of members, 0 to 3: the n-th most active one of a persona is
 *     n to the power of it less active than the first; 0 makes all alike
 * @param daily how lively each hour is
 * @param raids in any order
 */
public record GuildPlan(
    String id,
    String name,
    List<Channel> channels,
    RoleSet roles,
    Cast cast,
    NameStyle names,
    double zipf,
    Tempo tempo,
    DailyCurve daily,
    List<Raid> raids) {

  public GuildPlan {
    channels = List.copyOf(channels);
    raids = List.copyOf(raids);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: guild " + id + " needs at least one");
    }
    if (!(zipf >= 0 && zipf <= 3)) {
      throw new IllegalArgumentException("zipf: " + zipf + " is not from 0 to 3");
    }
  }
}
