package dev.spywatcher.intake;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says why an event cannot have happened, if so. Checks a list as it will be applied: a user who
 * joined earlier in the list is a member for the rest of it.
 */
final class EventCheck {

  /** How far a source's clock may run ahead of ours. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private record Membership(String guildId, String userId) {}

  private final GuildDirectory directory;
  private final Instant now;
  private final Map<Membership, Boolean> changed = new HashMap<>();

  EventCheck(GuildDirectory directory, Instant now) {
    this.directory = directory;
    this.now = now;
  }

  /** The fault, or {@code null}. Events of a list are to be asked for in their order. */
  @Nullable String fault(DiscordEvent event) {
    Guild guild = directory.guild(event.guildId());
    if (guild == null) {
      return "guildId: " + shown(event.guildId()) + " is not a known guild; PUT it first";
    }
    if (event.timestamp().isAfter(now.plus(AHEAD))) {
      return "timestamp: " + event.timestamp() + " is in the future; the time here is " + now;
    }
    Membership membership = new Membership(event.guildId(), event.userId());
    if (event instanceof DiscordEvent.Join) {
      changed.put(membership, true);
      return null;
    }
    if (!changed.getOrDefault(membership, guild.member(event.userId()) != null)) {
      return "userId: "
          + shown(event.userId())
          + " is not a member of guild "
          + shown(event.guildId())
          + "; a join event makes it one";
    }
    if (event instanceof DiscordEvent.Leave) {
      changed.put(membership, false);
      return null;
    }
    return faultInGuild(event, guild);
  }

  private static @Nullable String faultInGuild(DiscordEvent event, Guild guild) {
    if (event instanceof DiscordEvent.Message message) {
      return channelFault(guild, message.channelId());
    }
    if (event instanceof DiscordEvent.Typing typing) {
      return channelFault(guild, typing.channelId());
    }
    if (event instanceof DiscordEvent.Roles roles) {
      for (String roleId : roles.roleIds()) {
        if (!guild.roles().containsKey(roleId)) {
          return "roles: " + shown(roleId) + " is not a role of guild " + shown(guild.id());
        }
      }
    }
    return null;
  }

  private static @Nullable String channelFault(Guild guild, String channelId) {
    return guild.channels().containsKey(channelId)
        ? null
        : "channelId: " + shown(channelId) + " is not a channel of guild " + shown(guild.id());
  }

  private static String shown(String id) {
    return '"' + (id.length() > 64 ? id.substring(0, 64) + "…" : id) + '"';
  }
}
