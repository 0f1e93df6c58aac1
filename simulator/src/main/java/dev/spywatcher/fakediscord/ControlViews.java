package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.Platform;
import org.jspecify.annotations.Nullable;

/** What the control API shows. */
final class ControlViews {

  private ControlViews() {}

  static ArrayNode guilds(World world) {
    return world.whole(
        () -> {
          ArrayNode guilds = array();
          for (LiveGuild guild : world.guilds()) {
            guilds
                .addObject()
                .put("id", guild.id())
                .put("name", guild.name())
                .put("members", guild.memberCount() - 1);
          }
          return guilds;
        });
  }

  /** The guild without the bot, as it was defined; {@code null} where there is none. */
  static @Nullable ObjectNode guild(World world, String id) {
    return world.whole(
        () -> {
          LiveGuild guild = world.guild(id);
          if (guild == null) {
            return null;
          }
          ObjectNode view = Json.object().put("id", guild.id()).put("name", guild.name());
          ArrayNode channels = view.putArray("channels");
          guild
              .channels()
              .forEach(one -> channels.addObject().put("id", one.id()).put("name", one.name()));
          ArrayNode roles = view.putArray("roles");
          guild
              .roles()
              .forEach(one -> roles.addObject().put("id", one.id()).put("name", one.name()));
          ArrayNode members = view.putArray("members");
          for (LiveMember member : guild.members()) {
            if (!member.userId().equals(BotUser.BOT.id())) {
              members.add(member(member));
            }
          }
          return view;
        });
  }

  private static ObjectNode member(LiveMember member) {
    ObjectNode view = Json.object().put("userId", member.userId());
    view.put("username", member.username()).put("bot", member.bot());
    view.set("roles", Json.array(member.roleIds()));
    view.put("status", member.status().wire());
    view.set(
        "platforms", Json.array(member.platforms().stream().map(Platform::wire).sorted().toList()));
    return view;
  }

  static ObjectNode faults(Faults faults) {
    ObjectNode view = Json.object();
    ObjectNode known = view.putObject("known");
    FaultCatalog.entries().forEach(entry -> known.put(entry.name(), entry.meaning()));
    ArrayNode armed = view.putArray("armed");
    for (Faults.Armed one : faults.armed()) {
      armed
          .addObject()
          .put("fault", one.fault().name())
          .put("route", one.fault().aim().route())
          .put("left", one.left());
    }
    return view;
  }

  static ArrayNode sessions(Iterable<Identified> sessions) {
    ArrayNode view = array();
    for (Identified session : sessions) {
      ObjectNode one = view.addObject().put("session", session.sessionId());
      one.put("library", session.library()).put("connected", session.connected());
      one.putArray("shard").add(session.shard().index()).add(session.shard().count());
      one.set("intents", Json.array(session.intents().stream().map(Enum::name).sorted().toList()));
      one.put("sequence", session.sequence()).put("resumes", session.resumes());
      one.put("since", session.since().toString());
    }
    return view;
  }

  static ObjectNode received(Received received) {
    ObjectNode view = Json.object().put("at", received.at().toString());
    if (received instanceof Received.Command command) {
      view.put("kind", "command").put("session", command.sessionId()).put("op", command.opcode());
      view.set("d", command.data());
    } else if (received instanceof Received.Request request) {
      view.put("kind", "request").put("method", request.method()).put("path", request.path());
      view.put("status", request.status());
    } else if (received instanceof Received.Disconnect end) {
      view.put("kind", "disconnect").put("session", end.sessionId()).put("code", end.code());
    }
    return view;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
