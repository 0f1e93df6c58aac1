package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * GUILD_CREATE, the guild as a session is told of it. Who is in it depends on the session: all
 * members of a small guild, those who are online in a large one, and none but the bot without the
 * intent for presences.
 */
final class GuildCreatePayload {

  /** From here on Discord leaves out members, whatever was asked for. */
  private static final int MOST_TOLD = 75_000;

  private static final List<String> EMPTY =
      List.of(
          "voice_states",
          "threads",
          "stage_instances",
          "guild_scheduled_events",
          "soundboard_sounds");

  private GuildCreatePayload() {}

  static ObjectNode of(LiveGuild guild, GatewayCommand.Identify session) {
    boolean large = guild.memberCount() > session.largeThreshold();
    boolean told =
        session.intents().contains(Intent.GUILD_PRESENCES) && guild.memberCount() <= MOST_TOLD;
    ObjectNode node = GuildPayload.guild(guild);
    node.put("joined_at", MemberPayload.time(guild.createdAt()));
    node.put("large", large).put("unavailable", false).put("member_count", guild.memberCount());
    node.set("channels", GuildPayload.channels(guild));
    EMPTY.forEach(node::putArray);
    ArrayNode members = node.putArray("members");
    ArrayNode presences = node.putArray("presences");
    for (LiveMember member : guild.members()) {
      boolean self = member.userId().equals(BotUser.BOT.id());
      if (self || told && (member.online() || !large)) {
        members.add(MemberPayload.member(member));
      }
      if (told && member.online() && !self) {
        presences.add(MemberPayload.presence(member));
      }
    }
    return node;
  }
}
