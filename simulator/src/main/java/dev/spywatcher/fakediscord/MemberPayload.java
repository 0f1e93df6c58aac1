package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.Platform;
import java.time.Instant;

/** Users, members and presences as Discord writes them. */
final class MemberPayload {

  private MemberPayload() {}

  static ObjectNode user(String id, String username, boolean bot) {
    ObjectNode user = Json.object();
    user.put("id", id).put("username", username).put("discriminator", bot ? "0001" : "0");
    user.putNull("global_name").putNull("avatar").put("bot", bot).put("public_flags", 0);
    return user;
  }

  static ObjectNode user(LiveMember member) {
    return user(member.userId(), member.username(), member.bot());
  }

  /** The user that a bot logs in as, with what only itself is told. */
  static ObjectNode self() {
    ObjectNode user = user(BotUser.BOT.id(), BotUser.BOT.username(), true);
    user.put("verified", true).put("mfa_enabled", true).putNull("email");
    return user.put("flags", 0);
  }

  /** Without the user, as in messages. */
  static ObjectNode partial(LiveMember member) {
    ObjectNode partial = Json.object();
    partial.set("roles", Json.array(member.roleIds()));
    partial.putNull("nick").putNull("avatar").putNull("premium_since");
    partial.putNull("communication_disabled_until");
    partial.put("joined_at", time(member.joinedAt())).put("deaf", false).put("mute", false);
    return partial.put("pending", false).put("flags", 0);
  }

  static ObjectNode member(LiveMember member) {
    ObjectNode full = partial(member);
    full.set("user", user(member));
    return full;
  }

  static ObjectNode inGuild(String guildId, LiveMember member) {
    return member(member).put("guild_id", guildId);
  }

  static ObjectNode gone(String guildId, LiveMember member) {
    ObjectNode gone = Json.object().put("guild_id", guildId);
    gone.set("user", user(member));
    return gone;
  }

  static ObjectNode presence(LiveMember member) {
    ObjectNode presence = Json.object();
    presence.putObject("user").put("id", member.userId());
    presence.put("status", member.status().wire());
    presence.putArray("activities");
    ObjectNode clients = presence.putObject("client_status");
    for (Platform platform : Platform.values()) {
      if (member.platforms().contains(platform)) {
        clients.put(platform.wire(), member.status().wire());
      }
    }
    return presence;
  }

  static ObjectNode presence(String guildId, LiveMember member) {
    return presence(member).put("guild_id", guildId);
  }

  /** As Discord writes a point in time. */
  static String time(Instant instant) {
    String text = instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    return text.substring(0, text.length() - 1) + "+00:00";
  }
}
