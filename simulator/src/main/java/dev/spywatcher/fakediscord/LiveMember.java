package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A member as it is now. Immutable. */
record LiveMember(
    String userId,
    String username,
    boolean bot,
    List<String> roleIds,
    Instant joinedAt,
    PresenceStatus status,
    Set<Platform> platforms) {

  static LiveMember of(GuildDefinition.Member member, Instant joinedAt) {
    return new LiveMember(
        member.userId(),
        member.username(),
        member.bot(),
        member.roleIds(),
        joinedAt,
        PresenceStatus.OFFLINE,
        Set.of());
  }

  /** As a new definition says; what that does not tell stays. */
  LiveMember redefined(GuildDefinition.Member member) {
    return new LiveMember(
        userId, member.username(), member.bot(), member.roleIds(), joinedAt, status, platforms);
  }

  LiveMember withRoles(List<String> ids) {
    return new LiveMember(userId, username, bot, ids, joinedAt, status, platforms);
  }

  LiveMember present(PresenceStatus newStatus, Set<Platform> newPlatforms) {
    return new LiveMember(userId, username, bot, roleIds, joinedAt, newStatus, newPlatforms);
  }

  boolean online() {
    return status != PresenceStatus.OFFLINE;
  }
}
