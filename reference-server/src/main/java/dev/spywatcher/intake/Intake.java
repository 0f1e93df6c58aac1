package dev.spywatcher.intake;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.event.DisplayName;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every Discord event enters, whatever its source: brings the directory up to date, counts
 * the activity, and raises the server events that follow (EVT-1 to EVT-5, EVT-9). One event is
 * taken at a time, so the events of a guild leave in the order in which they came (EVT-7).
 * Thread-safe.
 */
public final class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /** Told when users cease to be members, so that their subscriptions end (SUB-11). */
  public interface MembershipListener {
    /** That user is no longer a member of that guild. */
    void memberGone(String guildId, String userId);
  }

  private final GuildDirectory directory;
  private final Analytics analytics;
  private final Consumer<ServerEvent> rooms;
  private final MembershipListener memberships;
  private final InstantSource clock;
  private final DirectoryChanges changes;

  /**
   * An intake.
   *
   * @param rooms where server events go; must not block
   */
  public Intake(
      GuildDirectory directory,
      Analytics analytics,
      Consumer<ServerEvent> rooms,
      MembershipListener memberships,
      InstantSource clock) {
    this(directory, analytics, rooms, memberships, clock, DirectoryChanges.NONE);
  }

  /**
   * An intake that tells of what it changes.
   *
   * @param rooms where server events go; must not block
   * @param changes told of what becomes of guilds and members
   */
  public Intake(
      GuildDirectory directory,
      Analytics analytics,
      Consumer<ServerEvent> rooms,
      MembershipListener memberships,
      InstantSource clock,
      DirectoryChanges changes) {
    this.directory = directory;
    this.analytics = analytics;
    this.rooms = rooms;
    this.memberships = memberships;
    this.clock = clock;
    this.changes = changes;
  }

  /** Creates or replaces a guild. */
  public synchronized void guild(GuildDefinition definition) {
    for (String userId : directory.put(definition)) {
      forget(definition.id(), userId);
    }
    analytics.redefined(definition.id());
    changes.guild(Objects.requireNonNull(directory.guild(definition.id())));
  }

  /** A guild as another server's intake has left it; raises nothing and tells nobody. */
  public synchronized void mirrored(GuildDefinition definition) {
    for (String userId : directory.put(definition)) {
      forget(definition.id(), userId);
    }
  }

  /** A member as another server's intake has left it; likewise. */
  public synchronized void mirrored(String guildId, GuildDefinition.Member member) {
    Guild guild = directory.guild(guildId);
    if (guild != null) {
      guild.put(member);
    }
  }

  /** A membership that another server's intake has ended; likewise. */
  public synchronized void mirroredGone(String guildId, String userId) {
    Guild guild = directory.guild(guildId);
    if (guild != null && guild.remove(userId)) {
      forget(guildId, userId);
    }
  }

  /** Takes an event of a source that cannot be asked back: a bad one is logged and dropped. */
  public synchronized void event(DiscordEvent event) {
    String fault = new EventCheck(directory, clock.instant()).fault(event);
    if (fault == null) {
      apply(event);
    } else {
      log.debug("dropped a Discord event: {}", fault);
    }
  }

  /**
   * Takes a list of events whole, or not at all.
   *
   * @throws RejectedEventException names the first bad one; then none has been applied
   */
  public synchronized void events(List<DiscordEvent> events) throws RejectedEventException {
    check(events);
    events.forEach(this::apply);
  }

  /**
   * Looks whether a list would be taken.
   *
   * @throws RejectedEventException names the first bad one
   */
  public synchronized void check(List<DiscordEvent> events) throws RejectedEventException {
    EventCheck check = new EventCheck(directory, clock.instant());
    for (int i = 0; i < events.size(); i++) {
      String fault = check.fault(events.get(i));
      if (fault != null) {
        throw new RejectedEventException(i, fault);
      }
    }
  }

  /** Ends a membership; whether there was one. */
  public synchronized boolean removeMember(String guildId, String userId) {
    Guild guild = directory.guild(guildId);
    if (guild == null || !guild.remove(userId)) {
      return false;
    }
    forget(guildId, userId);
    changes.gone(guildId, userId);
    return true;
  }

  /** Forgets guilds and activity. */
  public synchronized void reset() {
    directory.clear();
    analytics.reset();
  }

  private void forget(String guildId, String userId) {
    analytics.forget(guildId, userId);
    memberships.memberGone(guildId, userId);
  }

  private void apply(DiscordEvent event) {
    Guild guild = Objects.requireNonNull(directory.guild(event.guildId()));
    @Nullable Member member = guild.member(event.userId());
    if (event instanceof DiscordEvent.Join join) {
      joined(guild, join);
    } else if (member != null) {
      acted(guild, member, event);
    }
  }

  private void acted(Guild guild, Member member, DiscordEvent event) {
    // A switch over the sealed type would need Java 21; IntakeTest covers every kind.
    if (event instanceof DiscordEvent.Message message) {
      wrote(guild, member, message);
    } else if (event instanceof DiscordEvent.Typing typing) {
      if (!member.bot()) {
        analytics.typed(guild.id(), member.userId(), typing.channelId(), typing.timestamp());
      }
    } else if (event instanceof DiscordEvent.Presence presence) {
      appeared(guild, member, presence);
    } else if (event instanceof DiscordEvent.Roles roles) {
      promoted(guild, member, roles);
    } else if (event instanceof DiscordEvent.Leave) {
      guild.remove(member.userId());
      forget(guild.id(), member.userId());
      changes.gone(guild.id(), member.userId());
    }
  }

  private void wrote(Guild guild, Member member, DiscordEvent.Message message) {
    if (member.bot()) {
      return;
    }
    GuildDefinition.Channel channel =
        Objects.requireNonNull(guild.channels().get(message.channelId()));
    rooms.accept(
        new ServerEvent.MessageNew(
            guild.id(),
            member.userId(),
            DisplayName.of(member.username()),
            channel.id(),
            DisplayName.of(channel.name()),
            message.timestamp()));
    analytics.wrote(guild.id(), member.userId(), channel.id(), message.timestamp());
  }

  private void appeared(Guild guild, Member member, DiscordEvent.Presence presence) {
    boolean otherPlatforms = member.present(presence.status(), presence.platforms());
    String username = DisplayName.of(member.username());
    rooms.accept(
        new ServerEvent.PresenceUpdate(
            guild.id(), member.userId(), username, presence.status().wire(), presence.timestamp()));
    if (otherPlatforms && presence.platforms().size() > 1) {
      rooms.accept(
          new ServerEvent.MultiClientAlert(
              guild.id(),
              member.userId(),
              username,
              presence.platforms().stream().sorted().map(Platform::wire).toList(),
              presence.timestamp()));
    }
    if (!member.bot()) {
      analytics.appeared(guild.id(), member.userId(), presence.status(), presence.timestamp());
    }
  }

  private void promoted(Guild guild, Member member, DiscordEvent.Roles roles) {
    List<String> added = member.assignRoles(roles.roleIds());
    changes.member(guild, member);
    if (!added.isEmpty()) {
      rooms.accept(
          new ServerEvent.RoleChange(
              guild.id(),
              member.userId(),
              DisplayName.of(member.username()),
              added.stream()
                  .map(id -> DisplayName.of(Objects.requireNonNull(guild.roles().get(id)).name()))
                  .toList(),
              roles.timestamp()));
    }
  }

  private void joined(Guild guild, DiscordEvent.Join join) {
    guild.admit(
        new GuildDefinition.Member(
            join.userId(), join.username(), join.createdAt(), join.bot(), List.of()));
    changes.member(guild, Objects.requireNonNull(guild.member(join.userId())));
    if (!join.bot()) {
      long days = Duration.between(join.createdAt(), join.timestamp()).toDays();
      rooms.accept(
          new ServerEvent.UserJoin(
              guild.id(),
              join.userId(),
              DisplayName.of(join.username()),
              Math.max(0, days),
              join.timestamp()));
    }
  }
}
