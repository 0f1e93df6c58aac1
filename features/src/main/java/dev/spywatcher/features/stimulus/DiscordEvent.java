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

  /** A message is written. */
  record Message(String guildId, String userId, String channelId, String content, Instant timestamp)
      implements DiscordEvent {}

  /** A member starts typing. */
  record Typing(String guildId, String userId, String channelId, Instant timestamp)
      implements DiscordEvent {}

  /** A member's status or platforms are announced. */
  record Presence(
      String guildId, String userId, String status, List<String> platforms, Instant timestamp)
      implements DiscordEvent {}

  /** A member has exactly these roles from now on. */
  record Roles(String guildId, String userId, List<String> roles, Instant timestamp)
      implements DiscordEvent {}

  /** A user joins. */
  record Join(
      String guildId,
      String userId,
      String username,
      Instant createdAt,
      boolean bot,
      Instant timestamp)
      implements DiscordEvent {}

  /** A member leaves. */
  record Leave(String guildId, String userId, Instant timestamp) implements DiscordEvent {}
}
