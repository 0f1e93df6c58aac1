package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.TimeUtil;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * A dispatch of the gateway ({@code {"t","s","d"}}), read. Its methods throw {@link
 * net.dv8tion.jda.api.exceptions.ParsingException} where a field is missing.
 *
 * @param now the time of what tells none
 */
record Dispatch(DataObject data, Instant now) {

  String guildId() {
    return data.getString("guild_id", "");
  }

  String userId() {
    return user().getString("id");
  }

  private DataObject user() {
    return data.getObject("user");
  }

  /** {@code MESSAGE_CREATE}. The content is not asked for, and stays empty. */
  DiscordEvent message() {
    return new DiscordEvent.Message(
        guildId(),
        data.getObject("author").getString("id"),
        time("timestamp"),
        data.getString("channel_id"),
        data.getString("content", ""));
  }

  /** {@code TYPING_START}. Its own time is in whole seconds, which is too coarse. */
  DiscordEvent typing() {
    return new DiscordEvent.Typing(
        guildId(), data.getString("user_id"), now, data.getString("channel_id"));
  }

  /** {@code PRESENCE_UPDATE}: status, and the clients that are in use. */
  DiscordEvent.Presence presence() {
    return new DiscordEvent.Presence(guildId(), userId(), now, status(), platforms());
  }

  /** What the user of a presence plays or listens to, as a hash. */
  int activities() {
    return data.optArray("activities").map(DataArray::toString).orElse("[]").hashCode();
  }

  /** {@code GUILD_CREATE}: the presences of the guild, each as a dispatch of its own. */
  List<Dispatch> presences() {
    DataArray presences = data.optArray("presences").orElse(DataArray.empty());
    String guildId = data.getString("id");
    return IntStream.range(0, presences.length())
        .mapToObj(i -> new Dispatch(presences.getObject(i).put("guild_id", guildId), now))
        .toList();
  }

  private PresenceStatus status() {
    String word = data.getString("status", "offline");
    for (PresenceStatus status : PresenceStatus.values()) {
      if (status.wire().equals(word)) {
        return status;
      }
    }
    // "invisible" is what others see as offline.
    return PresenceStatus.OFFLINE;
  }

  private Set<Platform> platforms() {
    Set<Platform> platforms = EnumSet.noneOf(Platform.class);
    data.optObject("client_status")
        .ifPresent(
            clients -> {
              for (Platform platform : Platform.values()) {
                String status = clients.getString(platform.wire(), "offline");
                if (!status.equals("offline")) {
                  platforms.add(platform);
                }
              }
            });
    return platforms;
  }

  /** {@code GUILD_MEMBER_UPDATE}: the ids of all roles that the member has now. */
  List<String> roles() {
    DataArray roles = data.getArray("roles");
    return IntStream.range(0, roles.length()).mapToObj(roles::getString).toList();
  }

  /** {@code GUILD_MEMBER_ADD} and {@code GUILD_MEMBER_UPDATE}: the member. */
  GuildDefinition.Member member() {
    DataObject user = user();
    return new GuildDefinition.Member(
        user.getString("id"),
        user.getString("username"),
        TimeUtil.getTimeCreated(user.getUnsignedLong("id")).toInstant(),
        user.getBoolean("bot", false),
        data.hasKey("roles") ? roles() : List.of());
  }

  /** {@code GUILD_MEMBER_ADD}. */
  DiscordEvent join() {
    GuildDefinition.Member member = member();
    return new DiscordEvent.Join(
        guildId(),
        member.userId(),
        time("joined_at"),
        member.username(),
        member.createdAt(),
        member.bot());
  }

  /** {@code GUILD_MEMBER_REMOVE}. */
  DiscordEvent leave() {
    return new DiscordEvent.Leave(guildId(), userId(), now);
  }

  /** When Discord says that it happened, as far as that can be. */
  private Instant time(String field) {
    try {
      Instant told = OffsetDateTime.parse(data.getString(field, "")).toInstant();
      return told.isAfter(now) || told.isBefore(now.minusSeconds(600)) ? now : told;
    } catch (DateTimeException e) {
      return now;
    }
  }
}
