package dev.spywatcher.features.stimulus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/** A Discord guild as it is put behind the implementation. */
public record Guild(
    @JsonIgnore String id,
    String name,
    List<Channel> channels,
    List<Role> roles,
    List<Member> members) {

  /** Whether a user is a member. */
  public boolean has(String userId) {
    return members.stream().anyMatch(member -> member.userId().equals(userId));
  }

  /** The guild without a member. */
  public Guild without(String userId) {
    return new Guild(
        id,
        name,
        channels,
        roles,
        members.stream().filter(member -> !member.userId().equals(userId)).toList());
  }

  /** A text channel. */
  public record Channel(String id, String name) {}

  /** A role that members may be given. */
  public record Role(String id, String name) {}

  /**
   * A member, by the Discord id that tokens call {@code discordId}.
   *
   * @param createdAt when the Discord account was created
   * @param roles ids of the roles that the member has
   */
  public record Member(
      String userId, String username, Instant createdAt, boolean bot, List<String> roles) {}
}
