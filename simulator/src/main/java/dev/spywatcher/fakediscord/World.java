package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one Discord that all bots see: its guilds, and the sessions that are told of what happens in
 * them. Everything happens under its lock, one thing at a time, so each session hears of events in
 * the order in which they were accepted, and a guild that a bot is told of is whole. Thread-safe.
 */
final class World {

  private static final Instant OLDEST_MESSAGE = Instant.parse("2015-02-01T00:00:00Z");

  private final InstantSource clock;
  private final Sessions sessions;
  private final Map<String, LiveGuild> guilds = new LinkedHashMap<>();
  private final Set<String> left = new HashSet<>();
  private long messages;

  World(InstantSource clock, Sessions sessions) {
    this.clock = clock;
    this.sessions = sessions;
  }

  /** Runs something that reads guilds or uses sessions. */
  synchronized <T extends @Nullable Object> T whole(Supplier<T> reading) {
    return reading.get();
  }

  /** Wakes those who wait for a session to change. */
  synchronized void sessionsChanged() {
    notifyAll();
  }

  /** Waits until the sessions are as wanted; as they are then, or when the time is over. */
  synchronized List<Identified> awaitSessions(Predicate<List<Identified>> wanted, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Identified> now = sessions.described();
    while (!wanted.test(now)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return now;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      now = sessions.described();
    }
    return now;
  }

  /** The sessions; only within {@link #whole}. */
  Sessions sessions() {
    return sessions;
  }

  /** The guilds, in the order in which they were announced; only within {@link #whole}. */
  Collection<LiveGuild> guilds() {
    return guilds.values();
  }

  /** The guild with that id, or {@code null}; only within {@link #whole}. */
  @Nullable LiveGuild guild(String id) {
    return guilds.get(id);
  }

  /** The guild that has this channel, or {@code null}; only within {@link #whole}. */
  @Nullable LiveGuild guildOfChannel(String channelId) {
    return guilds.values().stream()
        .filter(guild -> guild.channel(channelId) != null)
        .findFirst()
        .orElse(null);
  }

  /** Whether the bot was in that guild, and is not any more; only within {@link #whole}. */
  boolean hasLeft(String guildId) {
    return left.contains(guildId);
  }

  /**
   * Announces a guild, or changes a known one.
   *
   * @throws IllegalArgumentException where a bot library could not read it; names the field
   */
  synchronized void put(GuildDefinition definition) {
    requireReadable(definition);
    LiveGuild known = guilds.get(definition.id());
    if (known != null) {
      new GuildChange(known, definition, clock.instant(), sessions::dispatch).apply();
      return;
    }
    LiveGuild guild = new LiveGuild(definition.id());
    guild.redefine(definition);
    for (GuildDefinition.Member member : definition.members()) {
      if (!member.userId().equals(BotUser.BOT.id())) {
        guild.put(LiveMember.of(member, guild.createdAt()));
      }
    }
    guilds.put(guild.id(), guild);
    left.remove(guild.id());
    sessions.each(session -> session.dispatch(created(guild, session)));
  }

  /** The bot is no longer in that guild; whether it was. */
  synchronized boolean removeGuild(String id) {
    LiveGuild guild = guilds.remove(id);
    if (guild == null) {
      return false;
    }
    left.add(id);
    byte[] data = Json.bytes(Json.object().put("id", id));
    sessions.dispatch(Dispatch.of("GUILD_DELETE", guild, Intent.GUILDS, data));
    return true;
  }

  /** Takes the bot out of every guild. */
  synchronized void reset() {
    List.copyOf(guilds.keySet()).forEach(this::removeGuild);
    left.clear();
  }

  /** Ends a membership; whether there was one. */
  synchronized boolean removeMember(String guildId, String userId) {
    LiveGuild guild = guilds.get(guildId);
    if (guild == null || guild.member(userId) == null || userId.equals(BotUser.BOT.id())) {
      return false;
    }
    apply(new DiscordEvent.Leave(guildId, userId, clock.instant()));
    return true;
  }

  /** Lets one event happen; returns why it cannot, or {@code null} where it has. */
  synchronized @Nullable String happen(DiscordEvent event) {
    String fault = new EventCheck(guilds::get).fault(event);
    if (fault == null) {
      apply(event);
    }
    return fault;
  }

  /**
   * Lets all events happen, or none.
   *
   * @throws RejectedEventException names the first that cannot
   */
  synchronized void happen(List<DiscordEvent> events) throws RejectedEventException {
    EventCheck check = new EventCheck(guilds::get);
    for (int i = 0; i < events.size(); i++) {
      String fault = check.fault(events.get(i));
      if (fault != null) {
        throw new RejectedEventException(i, fault);
      }
    }
    events.forEach(this::apply);
  }

  /** The bot itself writes; the message, or {@code null} where there is no such channel. */
  synchronized @Nullable ObjectNode writes(String channelId, String content) {
    LiveGuild guild = guildOfChannel(channelId);
    LiveMember self = guild == null ? null : guild.member(BotUser.BOT.id());
    return guild == null || self == null
        ? null
        : message(guild, self, channelId, content, clock.instant());
  }

  /** The bot itself begins to type; whether there is such a channel. */
  synchronized boolean types(String channelId) {
    LiveGuild guild = guildOfChannel(channelId);
    if (guild == null) {
      return false;
    }
    apply(new DiscordEvent.Typing(guild.id(), BotUser.BOT.id(), clock.instant(), channelId));
    return true;
  }

  /** GUILD_CREATE for one session. */
  Dispatch created(LiveGuild guild, GatewaySession session) {
    byte[] data =
        session.holds(guild) && session.identity().intents().contains(Intent.GUILDS)
            ? Json.bytes(GuildCreatePayload.of(guild, session.identity()))
            : new byte[0];
    return Dispatch.of("GUILD_CREATE", guild, Intent.GUILDS, data);
  }

  private void apply(DiscordEvent event) {
    LiveGuild guild = guilds.get(event.guildId());
    if (guild == null) {
      return;
    }
    if (event instanceof DiscordEvent.Join join) {
      joined(guild, join);
      return;
    }
    LiveMember member = guild.member(event.userId());
    if (member != null) {
      acted(guild, member, event);
    }
  }

  private void joined(LiveGuild guild, DiscordEvent.Join join) {
    LiveMember member =
        LiveMember.of(
            new GuildDefinition.Member(
                join.userId(), join.username(), join.createdAt(), join.bot(), List.of()),
            join.timestamp());
    guild.put(member);
    tell(
        guild, "GUILD_MEMBER_ADD", Intent.GUILD_MEMBERS, MemberPayload.inGuild(guild.id(), member));
  }

  private void acted(LiveGuild guild, LiveMember member, DiscordEvent event) {
    // A switch over the sealed type would need Java 21; WorldTest covers every kind.
    if (event instanceof DiscordEvent.Message message) {
      message(guild, member, message.channelId(), message.content(), message.timestamp());
    } else if (event instanceof DiscordEvent.Typing typing) {
      tell(
          guild,
          "TYPING_START",
          Intent.GUILD_MESSAGE_TYPING,
          MessagePayload.typing(guild, typing.channelId(), member, typing.timestamp()));
    } else if (event instanceof DiscordEvent.Presence presence) {
      LiveMember next = member.present(presence.status(), presence.platforms());
      guild.put(next);
      tell(
          guild,
          "PRESENCE_UPDATE",
          Intent.GUILD_PRESENCES,
          MemberPayload.presence(guild.id(), next));
    } else if (event instanceof DiscordEvent.Roles roles) {
      LiveMember next = member.withRoles(roles.roleIds());
      guild.put(next);
      tell(
          guild,
          "GUILD_MEMBER_UPDATE",
          Intent.GUILD_MEMBERS,
          MemberPayload.inGuild(guild.id(), next));
    } else if (event instanceof DiscordEvent.Leave) {
      guild.remove(member.userId());
      tell(
          guild,
          "GUILD_MEMBER_REMOVE",
          Intent.GUILD_MEMBERS,
          MemberPayload.gone(guild.id(), member));
    }
  }

  private ObjectNode message(
      LiveGuild guild, LiveMember author, String channelId, String content, Instant at) {
    Instant stamped = at.isBefore(OLDEST_MESSAGE) ? OLDEST_MESSAGE : at;
    String id = Snowflake.id(stamped, messages++ % Snowflake.ORDINALS);
    ObjectNode message = MessagePayload.message(id, guild, channelId, author, content, at);
    ObjectNode blanked = MessagePayload.blanked(message);
    sessions.dispatch(
        new Dispatch(
            "MESSAGE_CREATE",
            guild.number(),
            Intent.GUILD_MESSAGES,
            Json.bytes(message),
            blanked == message ? null : Json.bytes(blanked)));
    return message;
  }

  private void tell(LiveGuild guild, String name, Intent intent, ObjectNode data) {
    sessions.dispatch(Dispatch.of(name, guild, intent, Json.bytes(data)));
  }

  private static void requireReadable(GuildDefinition definition) {
    Snowflakes.require("id", definition.id());
    definition.channels().forEach(channel -> Snowflakes.require("channels.id", channel.id()));
    definition.roles().forEach(role -> Snowflakes.require("roles.id", role.id()));
    definition.members().forEach(member -> Snowflakes.require("members.userId", member.userId()));
  }
}
