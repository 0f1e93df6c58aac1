package dev.spywatcher.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.journal.Entry;
import dev.spywatcher.room.Room;
import dev.spywatcher.socket.Session;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the control API answers with. */
final class Answers {

  static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** Says what feeds the server, and how that is doing. */
  static void source(ObjectNode health, @Nullable DiscordSource source) {
    health.put("source", source == null ? "none" : source.name());
    if (source != null) {
      SourceState state = source.state();
      health.put("sourceState", state.kind().word());
      if (!state.detail().isEmpty()) {
        health.put("sourceDetail", state.detail());
      }
    }
  }

  /** Names the servers that have done it; nobody where this one is one by itself. */
  static ObjectNode servers(ObjectNode answer, List<String> servers) {
    if (!servers.isEmpty()) {
      servers.forEach(answer.putArray("servers")::add);
    }
    return answer;
  }

  static ArrayNode guilds(List<Guild> guilds) {
    ArrayNode rows = JSON.createArrayNode();
    for (Guild guild : guilds) {
      rows.addObject()
          .put("id", guild.id())
          .put("name", guild.name())
          .put("members", guild.members().size())
          .put("channels", guild.channels().size())
          .put("roles", guild.roles().size());
    }
    return rows;
  }

  static ObjectNode guild(Guild guild) {
    ObjectNode answer = JSON.createObjectNode().put("id", guild.id()).put("name", guild.name());
    ArrayNode channels = answer.putArray("channels");
    guild
        .channels()
        .values()
        .forEach(row -> channels.addObject().put("id", row.id()).put("name", row.name()));
    ArrayNode roles = answer.putArray("roles");
    guild
        .roles()
        .values()
        .forEach(row -> roles.addObject().put("id", row.id()).put("name", row.name()));
    ArrayNode members = answer.putArray("members");
    guild.members().stream()
        .sorted(Comparator.comparing(Member::userId))
        .forEach(member -> member(members.addObject(), member));
    return answer;
  }

  private static void member(ObjectNode row, Member member) {
    row.put("userId", member.userId())
        .put("username", member.username())
        .put("createdAt", WireTime.of(member.createdAt()))
        .put("bot", member.bot());
    ArrayNode roles = row.putArray("roles");
    member.roleIds().stream().sorted().forEach(roles::add);
    row.put("status", member.status().wire());
    ArrayNode platforms = row.putArray("platforms");
    member.platforms().stream().sorted().map(Platform::wire).forEach(platforms::add);
  }

  static ObjectNode connection(Session session) {
    Identity identity = session.identity();
    ObjectNode row =
        JSON.createObjectNode()
            .put("connection", session.publicId())
            .put("userId", identity == null ? null : identity.discordId())
            .put("role", identity == null ? null : identity.role().name())
            .put("transport", session.transport());
    ArrayNode rooms = row.putArray("rooms");
    session.rooms().stream().map(Room::toString).sorted().forEach(rooms::add);
    return row.put("since", WireTime.of(session.since()))
        .put("queuedBytes", session.queuedBytes())
        .put("address", session.address().toString())
        .put("silent", session.isSilent());
  }

  /**
   * Entries of the journal.
   *
   * @param last the number of the last entry that there is, matching or not
   */
  static ObjectNode messages(List<Entry> entries, long last) {
    ObjectNode answer = JSON.createObjectNode().put("matched", entries.size()).put("lastSeq", last);
    ArrayNode rows = answer.putArray("messages");
    for (Entry entry : entries) {
      ObjectNode row =
          rows.addObject()
              .put("seq", entry.sequence())
              .put("at", WireTime.of(entry.at()))
              .put("direction", entry.sent() ? "sent" : "received")
              .put("event", entry.event())
              .put("guildId", entry.guildId())
              .put("recipients", entry.recipients());
      if (entry.payload() != null) {
        row.putRawValue("payload", new RawValue(entry.payload()));
      }
    }
    return answer;
  }
}
