package dev.spywatcher.discord;

import java.time.Instant;
import java.util.List;

/**
 * A guild with everyone in it, as a source announces it. Immutable.
 *
 * @param id Discord id (snowflake)
 */
public record GuildDefinition(
    String id, String name, List<Channel> channels, List<Role> roles, List<Member> members) {

  public GuildDefinition {
    channels = List.copyOf(channels);
    roles = List.copyOf(roles);
    members = List.copyOf(members);
  }

  /** A text channel. */
  public record Channel(String id, String name) {}

  /** A role that members may have. */
  public record Role(String id, String name) {}

  /**
   * A member.
   *
   * @param createdAt when the Discord account was created
   * @param roleIds ids of roles of the same guild
   */
  public record Member(
      String userId, String username, Instant createdAt, boolean bot, List<String> roleIds) {
    public Member {
      roleIds = List.copyOf(roleIds);
    }
  }
}
