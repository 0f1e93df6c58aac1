package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.DiscordEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says why an event cannot have happened, if so. Checks a list as it will be applied: a user who
 * joined earlier in the list is a member for the rest of it.
 */
final class EventCheck {

  private record Membership(String guildId, String userId) {}

  private final Function<String, @Nullable LiveGuild> guilds;
  private final Map<Membership, Boolean> changed = new HashMap<>();

  EventCheck(Function<String, @Nullable LiveGuild> guilds) {
    this.guilds = guilds;
  }

  /** The fault, or {@code null}. Events of a list are to be asked for in their order. */
  @Nullable String fault(DiscordEvent event) {
    LiveGuild guild = guilds.apply(event.guildId());
    if (guild == null) {
      return "guildId: " + shown(event.guildId()) + " is not a known guild; PUT it first";
    }
    Membership membership = new Membership(event.guildId(), event.userId());
    if (event instanceof DiscordEvent.Join) {
      if (Snowflakes.number(event.userId()) == null) {
        return "userId: " + shown(event.userId()) + " is not a number of at most 19 digits";
      }
      if (event.userId().equals(BotUser.BOT.id())) {
        return "userId: " + shown(event.userId()) + " is the bot itself, a member already";
      }
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
      if (event.userId().equals(BotUser.BOT.id())) {
        return "userId: " + shown(event.userId()) + " is the bot itself; DELETE the guild instead";
      }
      changed.put(membership, false);
      return null;
    }
    return faultInGuild(event, guild);
  }

  private static @Nullable String faultInGuild(DiscordEvent event, LiveGuild guild) {
    if (event instanceof DiscordEvent.Message message) {
      return channelFault(guild, message.channelId());
    }
    if (event instanceof DiscordEvent.Typing typing) {
      return channelFault(guild, typing.channelId());
    }
    if (event instanceof DiscordEvent.Roles roles) {
      for (String roleId : roles.roleIds()) {
        if (guild.role(roleId) == null) {
          return "roles: " + shown(roleId) + " is not a role of guild " + shown(guild.id());
        }
      }
    }
    return null;
  }

  private static @Nullable String channelFault(LiveGuild guild, String channelId) {
    return guild.channel(channelId) == null
        ? "channelId: " + shown(channelId) + " is not a channel of guild " + shown(guild.id())
        : null;
  }

  private static String shown(String id) {
    return '"' + (id.length() > 64 ? id.substring(0, 64) + "…" : id) + '"';
  }
}
