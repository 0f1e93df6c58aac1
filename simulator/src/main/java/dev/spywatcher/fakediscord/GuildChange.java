package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A known guild becomes what a new definition says, one dispatch for each difference, as if its
 * owner had made the changes by hand.
 */
final class GuildChange {

  private final LiveGuild guild;
  private final GuildDefinition definition;
  private final Instant now;
  private final Consumer<Dispatch> told;

  GuildChange(LiveGuild guild, GuildDefinition definition, Instant now, Consumer<Dispatch> told) {
    this.guild = guild;
    this.definition = definition;
    this.now = now;
    this.told = told;
  }

  void apply() {
    String nameBefore = guild.name();
    Map<String, Channel> channelsBefore = new LinkedHashMap<>();
    guild.channels().forEach(channel -> channelsBefore.put(channel.id(), channel));
    Map<String, Role> rolesBefore = new LinkedHashMap<>();
    guild.roles().forEach(role -> rolesBefore.put(role.id(), role));
    guild.redefine(definition);

    if (!guild.name().equals(nameBefore)) {
      tell("GUILD_UPDATE", Intent.GUILDS, GuildPayload.guild(guild));
    }
    roles(rolesBefore);
    channels(channelsBefore);
    members();
    for (Role gone : rolesBefore.values()) {
      ObjectNode node = Json.object().put("guild_id", guild.id()).put("role_id", gone.id());
      tell("GUILD_ROLE_DELETE", Intent.GUILDS, node);
    }
  }

  /** Those that are still there are taken from {@code before}. */
  private void roles(Map<String, Role> before) {
    int position = 0;
    for (Role role : guild.roles()) {
      Role old = before.remove(role.id());
      if (!role.equals(old)) {
        ObjectNode node = Json.object().put("guild_id", guild.id());
        node.set("role", GuildPayload.role(guild, role, position));
        tell(old == null ? "GUILD_ROLE_CREATE" : "GUILD_ROLE_UPDATE", Intent.GUILDS, node);
      }
      position++;
    }
  }

  private void channels(Map<String, Channel> before) {
    int position = 0;
    for (Channel channel : guild.channels()) {
      Channel old = before.remove(channel.id());
      if (!channel.equals(old)) {
        tell(
            old == null ? "CHANNEL_CREATE" : "CHANNEL_UPDATE",
            Intent.GUILDS,
            GuildPayload.channel(guild, channel, position));
      }
      position++;
    }
    for (Channel gone : before.values()) {
      tell("CHANNEL_DELETE", Intent.GUILDS, GuildPayload.channel(guild, gone, 0));
    }
  }

  private void members() {
    Map<String, GuildDefinition.Member> wanted = new HashMap<>();
    definition.members().forEach(member -> wanted.put(member.userId(), member));
    List<LiveMember> gone = new ArrayList<>();
    for (LiveMember member : guild.members()) {
      boolean self = member.userId().equals(BotUser.BOT.id());
      if (!self && !wanted.containsKey(member.userId())) {
        gone.add(member);
      }
    }
    for (LiveMember member : gone) {
      guild.remove(member.userId());
      tell("GUILD_MEMBER_REMOVE", Intent.GUILD_MEMBERS, MemberPayload.gone(guild.id(), member));
    }
    for (GuildDefinition.Member member : definition.members()) {
      LiveMember old = guild.member(member.userId());
      LiveMember next = old == null ? LiveMember.of(member, now) : old.redefined(member);
      if (!next.equals(old)) {
        guild.put(next);
        tell(
            old == null ? "GUILD_MEMBER_ADD" : "GUILD_MEMBER_UPDATE",
            Intent.GUILD_MEMBERS,
            MemberPayload.inGuild(guild.id(), next));
      }
    }
  }

  private void tell(String name, Intent intent, ObjectNode data) {
    told.accept(Dispatch.of(name, guild, intent, Json.bytes(data)));
  }
}
