package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Answers op 8 with GUILD_MEMBERS_CHUNK, a thousand members in each, one chunk after the other as
 * fast as the bot reads. Lives on the connection's event loop.
 */
final class MemberChunks {

  private static final int CHUNK = 1000;
  private static final int MOST_BY_NAME_OR_ID = 100;

  private record Chunk(
      GatewaySession session,
      GatewayCommand.RequestMembers request,
      List<String> userIds,
      List<String> notFound,
      int index,
      int count) {}

  private final World world;
  private final Channel channel;
  private final Queue<Chunk> chunks = new ArrayDeque<>();
  private boolean scheduled;

  MemberChunks(World world, Channel channel) {
    this.world = world;
    this.channel = channel;
  }

  /** Answers a request; one for a guild that the session does not hold stays without an answer. */
  void answer(GatewaySession session, GatewayCommand.RequestMembers request) {
    List<String> notFound = new ArrayList<>();
    List<String> found =
        world.whole(
            () -> {
              LiveGuild guild = world.guild(request.guildId());
              return guild == null || !session.holds(guild)
                  ? null
                  : select(session, guild, request, notFound);
            });
    if (found == null) {
      return;
    }
    int count = Math.max(1, (found.size() + CHUNK - 1) / CHUNK);
    for (int i = 0; i < count; i++) {
      List<String> part = found.subList(i * CHUNK, Math.min(found.size(), (i + 1) * CHUNK));
      chunks.add(new Chunk(session, request, part, i == 0 ? notFound : List.of(), i, count));
    }
    goOn();
  }

  /** Sends what can be sent now. */
  void goOn() {
    if (!scheduled && !chunks.isEmpty() && channel.isActive()) {
      scheduled = true;
      channel.eventLoop().execute(this::sendOne);
    }
  }

  private void sendOne() {
    scheduled = false;
    if (!channel.isWritable()) {
      return; // Comes back when it is.
    }
    Chunk chunk = chunks.poll();
    if (chunk != null) {
      world.whole(
          () -> {
            LiveGuild guild = world.guild(chunk.request().guildId());
            if (guild != null && chunk.session().connection() != null) {
              chunk
                  .session()
                  .dispatch(
                      new Dispatch(
                          "GUILD_MEMBERS_CHUNK",
                          guild.number(),
                          null,
                          Json.bytes(data(chunk, guild)),
                          null));
            }
            return true;
          });
      goOn();
    }
  }

  private static @Nullable List<String> select(
      GatewaySession session,
      LiveGuild guild,
      GatewayCommand.RequestMembers request,
      List<String> notFound) {
    List<String> found = new ArrayList<>();
    if (request.userIds() != null) {
      for (String id : request.userIds().stream().distinct().limit(MOST_BY_NAME_OR_ID).toList()) {
        (guild.member(id) == null ? notFound : found).add(id);
      }
      return found;
    }
    boolean all = request.query().isEmpty() && request.limit() == 0;
    if (all && !session.identity().intents().contains(Intent.GUILD_MEMBERS)) {
      return found;
    }
    int most =
        all
            ? Integer.MAX_VALUE
            : request.limit() == 0
                ? MOST_BY_NAME_OR_ID
                : Math.min(request.limit(), MOST_BY_NAME_OR_ID);
    String beginning = request.query().toLowerCase(Locale.ROOT);
    for (LiveMember member : guild.members()) {
      if (found.size() < most && member.username().toLowerCase(Locale.ROOT).startsWith(beginning)) {
        found.add(member.userId());
      }
    }
    return found;
  }

  /** Members as they are now, not as they were when they were asked for. */
  private static ObjectNode data(Chunk chunk, LiveGuild guild) {
    ObjectNode data = Json.object().put("guild_id", guild.id());
    data.put("chunk_index", chunk.index()).put("chunk_count", chunk.count());
    ArrayNode members = data.putArray("members");
    boolean presences =
        chunk.request().presences()
            && chunk.session().identity().intents().contains(Intent.GUILD_PRESENCES);
    ArrayNode shown = presences ? data.putArray("presences") : null;
    for (String id : chunk.userIds()) {
      LiveMember member = guild.member(id);
      if (member != null) {
        members.add(MemberPayload.member(member));
        if (shown != null && member.online()) {
          shown.add(MemberPayload.presence(member));
        }
      }
    }
    if (!chunk.notFound().isEmpty()) {
      data.set("not_found", Json.array(chunk.notFound()));
    }
    if (chunk.request().nonce() != null) {
      data.put("nonce", chunk.request().nonce());
    }
    return data;
  }
}
