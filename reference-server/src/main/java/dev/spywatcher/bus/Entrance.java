package dev.spywatcher.bus;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Between a source and the intake: lets through what is of a shard that this server takes in. A
 * guild is announced once, maybe just while its shard is on its way between servers that each count
 * on another: what nobody has taken is therefore offered {@linkplain #again() again}. Thread-safe.
 */
public final class Entrance {

  private final Leases leases;
  private final GuildDirectory directory;
  private final InstantSource clock;
  private final boolean sharded;
  private final Instant opened;
  private final Consumer<GuildDefinition> guilds;
  private final Consumer<DiscordEvent> events;
  private final Map<String, GuildDefinition> untaken = new ConcurrentHashMap<>();
  private volatile Instant latest = Instant.MIN;

  /**
   * An entrance.
   *
   * @param sharded whether the source delivers what is of the shards that are opened for it, and
   *     nothing else; otherwise it delivers the same on every server
   * @param guilds where guilds go that pass
   * @param events where events go that pass
   */
  public Entrance(
      Leases leases,
      GuildDirectory directory,
      InstantSource clock,
      boolean sharded,
      Consumer<GuildDefinition> guilds,
      Consumer<DiscordEvent> events) {
    this.leases = leases;
    this.directory = directory;
    this.clock = clock;
    this.sharded = sharded;
    this.opened = clock.instant();
    this.guilds = guilds;
    this.events = events;
  }

  /** The source announces a guild. */
  public void guild(GuildDefinition guild) {
    if (!sharded && latest.isBefore(opened) && directory.guild(guild.id()) != null) {
      // The play is under way: who is in the guild by now, the other servers know better.
      return;
    }
    untaken.put(guild.id(), guild);
    leases.offer(guild.id(), clock.instant(), () -> take(guild));
  }

  private void take(GuildDefinition guild) {
    if (untaken.remove(guild.id(), guild)) {
      guilds.accept(guild);
    }
  }

  /** Offers what was announced, and is still known to no server. */
  public void again() {
    for (GuildDefinition guild : List.copyOf(untaken.values())) {
      if (directory.guild(guild.id()) == null) {
        leases.offer(guild.id(), clock.instant(), () -> takeWhereUnknown(guild));
      } else {
        untaken.remove(guild.id(), guild);
      }
    }
  }

  private void takeWhereUnknown(GuildDefinition guild) {
    if (directory.guild(guild.id()) == null) {
      take(guild);
    }
  }

  /** What was announced until now does not count any more. */
  public void forget() {
    untaken.clear();
  }

  /** The source delivers an event. */
  public void event(DiscordEvent event) {
    Instant at = sharded ? clock.instant() : event.timestamp();
    if (at.isAfter(latest)) {
      latest = at;
    }
    leases.offer(event.guildId(), at, () -> events.accept(event));
  }
}
