package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.fault.FaultStatus;
import dev.spywatcher.room.Room;
import dev.spywatcher.socket.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands at a moment, in numbers and in lists that are cut to what a page can show.
 */
record Overview(Service service) {

  /** Rows of each list. */
  static final int MOST_ROWS = 100;

  /**
   * The whole server.
   *
   * @param search what a connection must have in its id, user, name, transport, room or address;
   *     empty for any
   */
  ObjectNode server(String search) {
    ObjectNode answer = Answers.JSON.createObjectNode();
    answer.put("now", WireTime.of(service.clock().instant()));
    Answers.source(answer, service.source());
    @Nullable Repertoire repertoire =
        service.source() == null ? null : service.source().repertoire();
    if (repertoire != null) {
      answer.set("playing", PlayCalls.playing(repertoire));
    }
    Fleet fleet = service.fleet();
    if (fleet != null) {
      Fleets.service(answer, fleet);
    }
    answer.put("lastSeq", service.journal().lastSequence());
    connections(answer.putObject("connections"), search.toLowerCase(Locale.ROOT));
    guilds(answer.putObject("guilds"));
    ArrayNode faults = answer.putArray("faults");
    for (FaultStatus fault : service.faults().all()) {
      Map<String, String> on = fault.on();
      if (on != null) {
        ObjectNode parameters =
            faults.addObject().put("name", fault.name()).putObject("parameters");
        on.forEach(parameters::put);
      }
    }
    return answer;
  }

  private void connections(ObjectNode answer, String search) {
    List<Guild> guilds = service.directory().guilds();
    List<Session> open =
        service.sessions().all().stream()
            .filter(session -> !session.isClosed())
            .sorted(Comparator.comparingLong(Session::ordinal).reversed())
            .toList();
    answer
        .put("total", open.size())
        .put("websocket", open.stream().filter(one -> one.transport().equals("websocket")).count())
        .put("rooms", open.stream().mapToLong(one -> one.rooms().size()).sum())
        .put("queuedBytes", open.stream().mapToLong(Session::queuedBytes).sum());
    ArrayNode rows = answer.putArray("rows");
    int matched = 0;
    for (Session session : open) {
      Identity identity = session.identity();
      String username = identity == null ? "" : username(guilds, identity.discordId());
      if (search.isEmpty() || found(session, username, search)) {
        matched++;
        if (rows.size() < MOST_ROWS) {
          rows.add(Answers.connection(session).put("username", username));
        }
      }
    }
    answer.put("matched", matched);
  }

  private static String username(List<Guild> guilds, String userId) {
    for (Guild guild : guilds) {
      Member member = guild.member(userId);
      if (member != null) {
        return member.username();
      }
    }
    return "";
  }

  private static boolean found(Session session, String username, String search) {
    Identity identity = session.identity();
    return session.publicId().contains(search)
        || username.toLowerCase(Locale.ROOT).contains(search)
        || identity != null && identity.discordId().contains(search)
        || session.transport().contains(search)
        || session.address().toString().contains(search)
        || session.rooms().stream().anyMatch(room -> room.toString().contains(search));
  }

  private void guilds(ObjectNode answer) {
    List<Guild> guilds = service.directory().guilds();
    answer.put("total", guilds.size());
    ArrayNode rows = answer.putArray("rows");
    guilds.stream()
        .limit(MOST_ROWS)
        .forEach(
            guild -> {
              ObjectNode row =
                  rows.addObject()
                      .put("id", guild.id())
                      .put("name", guild.name())
                      .put("members", guild.members().size());
              subscribers(row, guild.id());
              Instant next = service.analytics().sendsNext(guild.id());
              row.put("sendsNext", next == null ? null : WireTime.of(next));
            });
  }

  private void subscribers(ObjectNode row, String guildId) {
    row.putObject("subscribers")
        .put("guild", service.fanOut().subscribers(new Room(Room.Kind.GUILD, guildId)))
        .put("analytics", service.fanOut().subscribers(new Room(Room.Kind.ANALYTICS, guildId)));
  }
}
