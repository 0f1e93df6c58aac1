package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.util.List;

/** Guilds, channels and roles as Discord writes them. */
final class GuildPayload {

  /**
   * What everyone may: view channels, write, add reactions, read the history, and the like. A
   * member may view its guild; nobody needs a role for it.
   */
  private static final String EVERYONE = Long.toString(1L << 6 | 1L << 10 | 1L << 11 | 1L << 16);

  /** What the owner may: all there is. */
  private static final String ALL = Long.toString((1L << 50) - 1);

  private static final String ANOTHER_ROLE = "0";

  private static final List<String> NULLS =
      List.of(
          "icon",
          "splash",
          "discovery_splash",
          "banner",
          "description",
          "application_id",
          "afk_channel_id",
          "system_channel_id",
          "rules_channel_id",
          "public_updates_channel_id",
          "safety_alerts_channel_id",
          "vanity_url_code",
          "max_presences");

  private static final List<String> ZEROS =
      List.of(
          "verification_level",
          "default_message_notifications",
          "explicit_content_filter",
          "mfa_level",
          "nsfw_level",
          "premium_tier",
          "premium_subscription_count",
          "system_channel_flags");

  private GuildPayload() {}

  /** The guild as REST tells it: with roles, without channels and members. */
  static ObjectNode guild(LiveGuild guild) {
    ObjectNode node = Json.object();
    node.put("id", guild.id()).put("name", guild.name()).put("owner_id", BotUser.BOT.id());
    NULLS.forEach(node::putNull);
    ZEROS.forEach(zero -> node.put(zero, 0));
    node.put("afk_timeout", 300).put("preferred_locale", "en-US").put("max_members", 25_000_000);
    node.put("nsfw", false).put("premium_progress_bar_enabled", false);
    node.set("roles", roles(guild));
    node.putArray("emojis");
    node.putArray("stickers");
    node.putArray("features");
    return node;
  }

  /** One of the guilds that a user is in. */
  static ObjectNode ofUser(LiveGuild guild) {
    ObjectNode node = Json.object();
    node.put("id", guild.id()).put("name", guild.name()).putNull("icon").putNull("banner");
    node.put("owner", true).put("permissions", ALL).putArray("features");
    return node;
  }

  static ArrayNode roles(LiveGuild guild) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    for (Role role : guild.roles()) {
      roles.add(role(guild, role, roles.size()));
    }
    return roles;
  }

  static ObjectNode role(LiveGuild guild, Role role, int position) {
    ObjectNode node = Json.object();
    node.put("id", role.id()).put("name", role.name()).put("position", position);
    node.put("permissions", role.id().equals(guild.id()) ? EVERYONE : ANOTHER_ROLE);
    node.put("color", 0);
    node.putObject("colors")
        .put("primary_color", 0)
        .putNull("secondary_color")
        .putNull("tertiary_color");
    node.put("hoist", false).put("managed", false).put("mentionable", false);
    return node.putNull("icon").putNull("unicode_emoji").put("flags", 0);
  }

  static ArrayNode channels(LiveGuild guild) {
    ArrayNode channels = JsonNodeFactory.instance.arrayNode();
    for (Channel channel : guild.channels()) {
      channels.add(channel(guild, channel, channels.size()));
    }
    return channels;
  }

  /** A text channel that everyone may view. */
  static ObjectNode channel(LiveGuild guild, Channel channel, int position) {
    ObjectNode node = Json.object();
    node.put("id", channel.id()).put("type", 0).put("guild_id", guild.id());
    node.put("name", channel.name()).put("position", position);
    node.putArray("permission_overwrites");
    node.putNull("topic").putNull("parent_id").putNull("last_message_id");
    return node.put("nsfw", false).put("rate_limit_per_user", 0).put("flags", 0);
  }
}
