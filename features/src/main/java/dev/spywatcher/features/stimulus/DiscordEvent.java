package dev.spywatcher.features.stimulus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** Something that happens in a guild. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DiscordEvent.Message.class, name = "message"),
  @JsonSubTypes.Type(value = DiscordEvent.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = DiscordEvent.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = DiscordEvent.Roles.class, name = "roles"),
  @JsonSubTypes.Type(value = DiscordEvent.Join.class, name = "join"),
  @JsonSubTypes.Type(value = DiscordEvent.Leave.class, name = "leave")
})
public sealed interface DiscordEvent {
  String guildId();

  String userId();

  Instant timestamp();

  /** The same, at another time. */
  DiscordEvent at(Instant time);

  /** A message is written. */
  record Message(String guildId, String userId, String channelId, String content, Instant timestamp)
      implements DiscordEvent {
    @Override
    public Message at(Instant time) {
      return new Message(guildId, userId, channelId, content, time);
    }
  }

  /** A member starts typing. */
  record Typing(String guildId, String userId, String channelId, Instant timestamp)
      implements DiscordEvent {
    @Override
    public Typing at(Instant time) {
      return new Typing(guildId, userId, channelId, time);
    }
  }

  /** A member's status or platforms are announced. */
  record Presence(
      String guildId, String userId, String status, List<String> platforms, Instant timestamp)
      implements DiscordEvent {
    @Override
    public Presence at(Instant time) {
      return new Presence(guildId, userId, status, platforms, time);
    }
  }

  /** A member has exactly these roles from now on. */
  record Roles(String guildId, String userId, List<String> roles, Instant timestamp)
      implements DiscordEvent {
    @Override
    public Roles at(Instant time) {
      return new Roles(guildId, userId, roles, time);
    }
  }

  /** A user joins. */
  record Join(
      String guildId,
      String userId,
      String username,
      Instant createdAt,
      boolean bot,
      Instant timestamp)
      implements DiscordEvent {
    @Override
    public Join at(Instant time) {
      return new Join(guildId, userId, username, createdAt, bot, time);
    }
  }

  /** A member leaves. */
  record Leave(String guildId, String userId, Instant timestamp) implements DiscordEvent {
    @Override
    public Leave at(Instant time) {
      return new Leave(guildId, userId, time);
    }
  }
}
