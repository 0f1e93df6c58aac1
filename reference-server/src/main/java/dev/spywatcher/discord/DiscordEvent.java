package dev.spywatcher.discord;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One thing that a user did in a guild, as Discord tells it. The six kinds are those that the
 * SpyWatcher API derives its events from. Immutable.
 */
public sealed interface DiscordEvent {

  /** Discord id (snowflake) of the guild. */
  String guildId();

  /** Discord id (snowflake) of the user who acted. */
  String userId();

  /** When it happened. */
  Instant timestamp();

  /** A message was written. {@code content} never leaves the intake (rule EVT-8). */
  record Message(String guildId, String userId, Instant timestamp, String channelId, String content)
      implements DiscordEvent {

    /** Leaves the content out, so that it cannot reach a log. */
    @Override
    public String toString() {
      return "Message[guildId=%s, userId=%s, timestamp=%s, channelId=%s]"
          .formatted(guildId, userId, timestamp, channelId);
    }
  }

  /** The user began to type. */
  record Typing(String guildId, String userId, Instant timestamp, String channelId)
      implements DiscordEvent {}

  /**
   * The user's status or set of clients changed.
   *
   * @param platforms the clients in use now; empty while {@code status} is offline
   */
  record Presence(
      String guildId,
      String userId,
      Instant timestamp,
      PresenceStatus status,
      Set<Platform> platforms)
      implements DiscordEvent {
    public Presence {
      platforms = status == PresenceStatus.OFFLINE ? Set.of() : Set.copyOf(platforms);
    }
  }

  /**
   * The member's roles changed.
   *
   * @param roleIds all roles that the member has from now on, not the difference
   */
  record Roles(String guildId, String userId, Instant timestamp, List<String> roleIds)
      implements DiscordEvent {
    public Roles {
      roleIds = List.copyOf(roleIds);
    }
  }

  /**
   * The user became a member.
   *
   * @param createdAt when the user's Discord account was created
   */
  record Join(
      String guildId,
      String userId,
      Instant timestamp,
      String username,
      Instant createdAt,
      boolean bot)
      implements DiscordEvent {}

  /** The user is no longer a member: left, or was removed. */
  record Leave(String guildId, String userId, Instant timestamp) implements DiscordEvent {}
}
