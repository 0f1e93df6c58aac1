package dev.spywatcher.event;

import java.time.Instant;
import java.util.List;

/**
 * Something that the server pushes to the clients of a room. Its components are the documented keys
 * in the documented order; {@code guildId} names the room and is on the wire for analytics only.
 * Immutable. Names have passed {@link DisplayName}.
 */
public sealed interface ServerEvent {

  /** Discord id of the guild whose clients receive this. */
  String guildId();

  /** When it happened. */
  Instant timestamp();

  /** {@code message:new} (EVT-1). */
  record MessageNew(
      String guildId,
      String userId,
      String username,
      String channelId,
      String channelName,
      Instant timestamp)
      implements ServerEvent {}

  /**
   * {@code alert:multiClient} (EVT-2).
   *
   * @param platforms two or more of {@code desktop}, {@code mobile}, {@code web}
   */
  record MultiClientAlert(
      String guildId, String userId, String username, List<String> platforms, Instant timestamp)
      implements ServerEvent {
    public MultiClientAlert {
      platforms = List.copyOf(platforms);
    }
  }

  /**
   * {@code presence:update} (EVT-3).
   *
   * @param status one of {@code online}, {@code idle}, {@code dnd}, {@code offline}
   */
  record PresenceUpdate(
      String guildId, String userId, String username, String status, Instant timestamp)
      implements ServerEvent {}

  /**
   * {@code role:change} (EVT-4).
   *
   * @param addedRoles names, one or more
   */
  record RoleChange(
      String guildId, String userId, String username, List<String> addedRoles, Instant timestamp)
      implements ServerEvent {
    public RoleChange {
      addedRoles = List.copyOf(addedRoles);
    }
  }

  /**
   * {@code user:join} (EVT-5).
   *
   * @param accountAgeDays whole days, zero or more
   */
  record UserJoin(
      String guildId, String userId, String username, long accountAgeDays, Instant timestamp)
      implements ServerEvent {}

  /** {@code analytics:update} (ANA-1). Lists are sorted and cut to size (ANA-6). */
  record AnalyticsUpdate(
      String guildId,
      List<Ghost> ghosts,
      List<Lurker> lurkers,
      List<ChannelDiversity> channelDiversity,
      Instant timestamp)
      implements ServerEvent {

    public AnalyticsUpdate {
      ghosts = List.copyOf(ghosts);
      lurkers = List.copyOf(lurkers);
      channelDiversity = List.copyOf(channelDiversity);
    }

    /** A user who types and does not write. */
    public record Ghost(String userId, String username, double ghostScore) {}

    /** A user who is there and neither types nor writes. */
    public record Lurker(String userId, String username, double lurkerScore, int channelCount) {}

    /** In how many channels a user types or writes. */
    public record ChannelDiversity(String userId, String username, int channelCount) {}
  }
}
