package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Member;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.socket.Session;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What faults may reach of the server.
 *
 * @param secret what tokens are signed with
 * @param connected every session
 */
public record Site(
    ServiceClock clock,
    GuildDirectory directory,
    FanOut fanOut,
    Limits limits,
    String secret,
    Supplier<Collection<Session>> connected) {

  /** The sessions of a client: those that were let in by the same token. */
  List<Session> sessions(Client client) {
    Identity identity = client.identity();
    return connected.get().stream().filter(session -> isOf(session, identity)).toList();
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isOf(Session session, Identity identity) {
    // Each connection has an object of its own, equal or not.
    return session.identity() == identity;
  }

  /** A member as the directory knows it, or {@code null}. */
  @Nullable Member member(String guildId, String userId) {
    Guild guild = directory.guild(guildId);
    return guild == null ? null : guild.member(userId);
  }
}
