package dev.spywatcher.traffic;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.scenario.GuildPlan;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What somebody does in a guild, without a time. Ids of users are numbers here, since a play makes
 * a million acts a second and most of them are only counted or written. Immutable.
 */
public sealed interface Act {

  /** Where it is done. */
  GuildPlan guild();

  /** Discord id of the one who does it. */
  long user();

  /** The event that it is at {@code now}. */
  DiscordEvent at(Instant now);

  /** Writes a message. */
  record Message(GuildPlan guild, long user, Channel channel, String content) implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Message(guild.id(), Long.toString(user), now, channel.id(), content);
    }
  }

  /** Begins to type. */
  record Typing(GuildPlan guild, long user, Channel channel) implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Typing(guild.id(), Long.toString(user), now, channel.id());
    }
  }

  /** Is seen in another status, or on other clients; on none while offline. */
  record Presence(GuildPlan guild, long user, PresenceStatus status, Set<Platform> platforms)
      implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Presence(guild.id(), Long.toString(user), now, status, platforms);
    }
  }

  /** Has these roles from now on. */
  record Roles(GuildPlan guild, long user, List<String> roleIds) implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Roles(guild.id(), Long.toString(user), now, roleIds);
    }
  }

  /** Becomes a member. */
  record Join(GuildPlan guild, long user, Member who) implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Join(
          guild.id(), who.userId(), now, who.username(), who.createdAt(), who.bot());
    }
  }

  /** Is a member no longer. */
  record Leave(GuildPlan guild, long user) implements Act {
    @Override
    public DiscordEvent at(Instant now) {
      return new DiscordEvent.Leave(guild.id(), Long.toString(user), now);
    }
  }
}
