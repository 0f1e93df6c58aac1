package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.GuildDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the body of {@code PUT /control/guilds/{id}}. */
final class GuildBody {

  private GuildBody() {}

  static GuildDefinition parse(String guildId, JsonNode body) throws ControlError {
    Fields guild = Fields.of(body, "");
    if (guild.has("id") && !guild.id("id").equals(guildId)) {
      throw guild.fault("id", "is not the id in the path, \"" + guildId + "\"; leave it out");
    }
    String name = guild.text("name", "Guild " + guildId);
    Set<String> channelIds = new HashSet<>();
    List<GuildDefinition.Channel> channels = new ArrayList<>();
    for (Fields channel : guild.objects("channels")) {
      channels.add(new GuildDefinition.Channel(unique(channel, "id", channelIds), name(channel)));
      channel.end();
    }
    Set<String> roleIds = new HashSet<>();
    List<GuildDefinition.Role> roles = new ArrayList<>();
    for (Fields role : guild.objects("roles")) {
      roles.add(new GuildDefinition.Role(unique(role, "id", roleIds), name(role)));
      role.end();
    }
    Set<String> userIds = new HashSet<>();
    List<GuildDefinition.Member> members = new ArrayList<>();
    for (Fields member : guild.objects("members")) {
      members.add(member(member, userIds, roleIds));
      member.end();
    }
    guild.end();
    return new GuildDefinition(guildId, name, channels, roles, members);
  }

  private static GuildDefinition.Member member(
      Fields member, Set<String> userIds, Set<String> roleIds) throws ControlError {
    String userId = unique(member, "userId", userIds);
    List<String> memberRoles = member.ids("roles");
    for (String roleId : memberRoles) {
      if (!roleIds.contains(roleId)) {
        throw member.fault("roles", "\"" + roleId + "\" is not among the roles of this guild");
      }
    }
    return new GuildDefinition.Member(
        userId,
        member.text("username"),
        member.instant("createdAt"),
        member.flag("bot"),
        memberRoles);
  }

  private static String name(Fields named) throws ControlError {
    return named.text("name");
  }

  private static String unique(Fields object, String field, Set<String> taken) throws ControlError {
    String id = object.id(field);
    if (!taken.add(id)) {
      throw object.fault(field, "\"" + id + "\" stands twice in this list");
    }
    return id;
  }
}
