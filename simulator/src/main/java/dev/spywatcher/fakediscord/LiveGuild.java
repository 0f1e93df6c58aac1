package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.scenario.Snowflake;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A guild as it is now. The bot is always a member, and the role that everyone has is always there,
 * also where the definition has neither. Not thread-safe: guarded by {@link World}.
 */
final class LiveGuild {

  private final String id;
  private final Instant createdAt;
  private final Map<String, GuildDefinition.Channel> channels = new LinkedHashMap<>();
  private final Map<String, GuildDefinition.Role> roles = new LinkedHashMap<>();
  private final NavigableMap<Long, LiveMember> members = new TreeMap<>();
  private String name = "";

  LiveGuild(String id) {
    this.id = id;
    this.createdAt = Snowflake.createdAt(id);
  }

  /** Takes over what the definition says of the guild itself, members apart. */
  void redefine(GuildDefinition definition) {
    name = definition.name();
    channels.clear();
    definition.channels().forEach(channel -> channels.put(channel.id(), channel));
    roles.clear();
    roles.put(id, new GuildDefinition.Role(id, "@everyone"));
    definition.roles().forEach(role -> roles.put(role.id(), role));
    put(
        new LiveMember(
            BotUser.BOT.id(),
            BotUser.BOT.username(),
            true,
            List.of(),
            createdAt,
            PresenceStatus.ONLINE,
            Set.of()));
  }

  String id() {
    return id;
  }

  long number() {
    return Long.parseLong(id);
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** In the order of the definition. */
  Collection<GuildDefinition.Channel> channels() {
    return channels.values();
  }

  GuildDefinition.@Nullable Channel channel(String channelId) {
    return channels.get(channelId);
  }

  /** The role that everyone has, then the others in the order of the definition. */
  Collection<GuildDefinition.Role> roles() {
    return roles.values();
  }

  GuildDefinition.@Nullable Role role(String roleId) {
    return roles.get(roleId);
  }

  /** By ascending id, the bot among them. */
  Collection<LiveMember> members() {
    return members.values();
  }

  /** Those with an id greater than {@code after}, ascending. */
  Collection<LiveMember> membersAfter(long after) {
    return members.tailMap(after, false).values();
  }

  /** The member with that id, or {@code null}. */
  @Nullable LiveMember member(String userId) {
    Long number = Snowflakes.number(userId);
    return number == null ? null : members.get(number);
  }

  void put(LiveMember member) {
    members.put(Long.parseLong(member.userId()), member);
  }

  void remove(String userId) {
    members.remove(Long.parseLong(userId));
  }

  int memberCount() {
    return members.size();
  }
}
