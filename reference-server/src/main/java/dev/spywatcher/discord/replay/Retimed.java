package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import java.time.Duration;
import java.time.Instant;

/** Events as they would be, had they happened at another time. */
final class Retimed {

  private Retimed() {}

  /** {@code event} at {@code time}; whoever joins has an account of the same age. */
  static DiscordEvent at(Instant time, DiscordEvent event) {
    String guildId = event.guildId();
    String userId = event.userId();
    // A switch over the sealed type would need Java 21; ReplaySourceTest covers every kind.
    if (event instanceof DiscordEvent.Message message) {
      return new DiscordEvent.Message(
          guildId, userId, time, message.channelId(), message.content());
    } else if (event instanceof DiscordEvent.Typing typing) {
      return new DiscordEvent.Typing(guildId, userId, time, typing.channelId());
    } else if (event instanceof DiscordEvent.Presence presence) {
      return new DiscordEvent.Presence(
          guildId, userId, time, presence.status(), presence.platforms());
    } else if (event instanceof DiscordEvent.Roles roles) {
      return new DiscordEvent.Roles(guildId, userId, time, roles.roleIds());
    } else if (event instanceof DiscordEvent.Join join) {
      Duration age = Duration.between(join.createdAt(), join.timestamp());
      return new DiscordEvent.Join(
          guildId, userId, time, join.username(), time.minus(age), join.bot());
    }
    return new DiscordEvent.Leave(guildId, userId, time);
  }
}
