package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages and typing starts as Discord writes them. */
final class MessagePayload {

  private static final Pattern MENTION = Pattern.compile("<@!?(\\d{1,19})>");
  private static final int MOST_MENTIONS = 100;

  private MessagePayload() {}

  /** A message in a guild; the mentions follow from its content. */
  static ObjectNode message(
      String id,
      LiveGuild guild,
      String channelId,
      LiveMember author,
      String content,
      Instant timestamp) {
    ObjectNode node = Json.object();
    node.put("id", id).put("channel_id", channelId).put("guild_id", guild.id()).put("type", 0);
    node.set("author", MemberPayload.user(author));
    node.set("member", MemberPayload.partial(author));
    node.put("content", content).put("timestamp", MemberPayload.time(timestamp));
    node.putNull("edited_timestamp").put("tts", false).put("mention_everyone", false);
    node.set("mentions", mentions(guild, content));
    node.putArray("mention_roles");
    node.putArray("attachments");
    node.putArray("embeds");
    node.putArray("components");
    return node.put("pinned", false).put("flags", 0);
  }

  /**
   * The message as a bot without the intent for content sees it: content is told only where the
   * message is the bot's own or mentions it.
   */
  static ObjectNode blanked(ObjectNode message) {
    boolean own = message.path("author").path("id").asText().equals(BotUser.BOT.id());
    for (var mention : message.path("mentions")) {
      own |= mention.path("id").asText().equals(BotUser.BOT.id());
    }
    return own ? message : message.deepCopy().put("content", "");
  }

  static ObjectNode typing(
      LiveGuild guild, String channelId, LiveMember member, Instant timestamp) {
    ObjectNode node = Json.object();
    node.put("channel_id", channelId).put("guild_id", guild.id()).put("user_id", member.userId());
    node.put("timestamp", timestamp.getEpochSecond());
    node.set("member", MemberPayload.member(member));
    return node;
  }

  private static ArrayNode mentions(LiveGuild guild, String content) {
    ArrayNode mentions = Json.array(java.util.List.of());
    Set<String> named = new HashSet<>();
    Matcher matcher = MENTION.matcher(content);
    while (matcher.find() && mentions.size() < MOST_MENTIONS) {
      LiveMember member = guild.member(matcher.group(1));
      if (member != null && named.add(member.userId())) {
        ObjectNode user = MemberPayload.user(member);
        user.set("member", MemberPayload.partial(member));
        mentions.add(user);
      }
    }
    return mentions;
  }
}
