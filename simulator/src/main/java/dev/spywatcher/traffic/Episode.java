package dev.spywatcher.traffic;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Collects what happens in one episode of one guild. Times are nanoseconds of play. */
final class Episode {

  private final String guildId;
  private final List<TimedEvent> events = new ArrayList<>();

  Episode(String guildId) {
    this.guildId = guildId;
  }

  void typing(long at, String userId, Channel channel) {
    add(at, now -> new DiscordEvent.Typing(guildId, userId, now, channel.id()));
  }

  void message(long at, String userId, Channel channel, String content) {
    add(at, now -> new DiscordEvent.Message(guildId, userId, now, channel.id(), content));
  }

  void presence(long at, String userId, PresenceStatus status, Set<Platform> platforms) {
    add(at, now -> new DiscordEvent.Presence(guildId, userId, now, status, platforms));
  }

  void roles(long at, String userId, List<String> roleIds) {
    add(at, now -> new DiscordEvent.Roles(guildId, userId, now, roleIds));
  }

  void join(long at, Member who) {
    add(
        at,
        now ->
            new DiscordEvent.Join(
                guildId, who.userId(), now, who.username(), who.createdAt(), who.bot()));
  }

  void leave(long at, String userId) {
    add(at, now -> new DiscordEvent.Leave(guildId, userId, now));
  }

  /** What was collected, in order of time; at the same time, in the order of collection. */
  List<TimedEvent> events() {
    events.sort(Comparator.comparingLong(TimedEvent::nanos));
    return events;
  }

  private void add(long at, Function<Instant, DiscordEvent> stamped) {
    events.add(new TimedEvent(at, stamped));
  }
}
