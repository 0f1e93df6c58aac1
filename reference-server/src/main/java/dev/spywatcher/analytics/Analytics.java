package dev.spywatcher.analytics;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts activity and sends each guild's {@code analytics:update} (ANA-1 to ANA-7). A message is
 * always reported; other activity where it changes the figures. An update that nobody is subscribed
 * to is not sent and starts no interval. Bots do not count. Thread-safe; guilds do not wait for
 * each other.
 */
public final class Analytics {

  private final ServiceClock clock;
  private final GuildAnalytics.Shared shared;
  private final Map<String, GuildAnalytics> guilds = new ConcurrentHashMap<>();

  /**
   * Analytics of all guilds.
   *
   * @param interval least time between two updates of a guild
   * @param watched whether anyone is subscribed to the analytics of the guild with that id
   * @param rooms where updates go; must not block
   */
  public Analytics(
      GuildDirectory directory,
      ServiceClock clock,
      Duration interval,
      Predicate<String> watched,
      Consumer<ServerEvent> rooms) {
    this(directory, clock, () -> interval, watched, rooms);
  }

  /** Analytics of all guilds, with an interval that may change. */
  public Analytics(
      GuildDirectory directory,
      ServiceClock clock,
      Supplier<Duration> interval,
      Predicate<String> watched,
      Consumer<ServerEvent> rooms) {
    this(directory, clock, interval, watched, null, rooms);
  }

  /**
   * Analytics of all guilds, of which other servers may send updates too.
   *
   * @param permit asked before each update
   */
  public Analytics(
      GuildDirectory directory,
      ServiceClock clock,
      Supplier<Duration> interval,
      Predicate<String> watched,
      @Nullable Permit permit,
      Consumer<ServerEvent> rooms) {
    this.clock = clock;
    this.shared = new GuildAnalytics.Shared(directory, clock, interval, watched, permit, rooms);
  }

  /** A user wrote a message. */
  public void wrote(String guildId, String userId, String channelId, Instant at) {
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
      guild.window.wrote(userId, channelId, at, clock.instant());
      guild.messageUnreported = true;
      guild.changed();
    }
  }

  /** A user began to type. */
  public void typed(String guildId, String userId, String channelId, Instant at) {
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
      guild.window.typed(userId, channelId, at, clock.instant());
      guild.changed();
    }
  }

  /** A user's presence changed. */
  public void appeared(String guildId, String userId, PresenceStatus status, Instant at) {
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
      guild.unremembered = true;
      if (status == PresenceStatus.OFFLINE) {
        return;
      }
      Instant now = clock.instant();
      guild.window.expire(now);
      guild.window.appeared(userId, at, now);
      ActivityWindow.@Nullable Counts counts = guild.window.counts(userId);
      boolean scoreRises =
          counts != null
              && counts.lurks()
              && counts.presences() <= Figures.PRESENCES_OF_A_FULL_LURKER;
      if (scoreRises) {
        guild.changed();
      }
    }
  }

  /** A user is no longer a member: the figures leave that user out. */
  public void forget(String guildId, String userId) {
    GuildAnalytics guild = guilds.get(guildId);
    if (guild == null) {
      return;
    }
    synchronized (guild) {
      if (guild.window.forget(userId)) {
        guild.changed();
      }
    }
  }

  /** A guild has other channels or names: the figures may show it. */
  public void redefined(String guildId) {
    GuildAnalytics guild = guilds.get(guildId);
    if (guild != null) {
      synchronized (guild) {
        guild.changed();
      }
    }
  }

  /**
   * How a guild stands as of its last event; sends nothing, starts no interval and forgets nothing,
   * since whoever looks may be ahead of what the clock is catching up with.
   */
  public Present present(Guild guild) {
    GuildAnalytics known = guilds.get(guild.id());
    if (known == null) {
      return Present.NOTHING;
    }
    synchronized (known) {
      Figures figures = Figures.of(known.window, guild);
      Map<String, Activity> users = new HashMap<>();
      known.window.forEach(
          (userId, counts) ->
              users.put(
                  userId,
                  new Activity(
                      counts.messages(),
                      counts.typingStarts(),
                      counts.presences(),
                      counts.channelCount())));
      return new Present(
          figures.ghosts(),
          figures.lurkers(),
          figures.channelDiversity(),
          users,
          known.throttle.sendsNext(),
          known.throttle.isWaiting());
    }
  }

  /** When the next update of a guild may go out; {@code null} where that is at once. */
  public @Nullable Instant sendsNext(String guildId) {
    GuildAnalytics known = guilds.get(guildId);
    if (known == null) {
      return null;
    }
    synchronized (known) {
      return known.throttle.sendsNext();
    }
  }

  /** Forgets all activity and every interval that runs. */
  public void reset() {
    for (GuildAnalytics guild : guilds.values()) {
      synchronized (guild) {
        guild.forget();
      }
    }
    guilds.clear();
  }

  /** How many guilds have something to report, and must wait for it (ANA-4). */
  public int throttled() {
    int throttled = 0;
    for (GuildAnalytics guild : guilds.values()) {
      synchronized (guild) {
        throttled += guild.throttle.isWaiting() ? 1 : 0;
      }
    }
    return throttled;
  }

  /** Another server sent an update of a guild at that time. */
  public void sentElsewhere(String guildId, Instant at) {
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
      guild.throttle.sentElsewhere(at);
    }
  }

  /** When the last update of each guild went out, of those whose next one has to wait for it. */
  public Map<String, Instant> lastSent() {
    Map<String, Instant> all = new HashMap<>();
    guilds.forEach(
        (guildId, guild) -> {
          synchronized (guild) {
            Instant sent = guild.throttle.lastSent();
            if (sent != null) {
              all.put(guildId, sent);
            }
          }
        });
    return all;
  }

  /**
   * What is to be remembered of guilds in which something has happened since the last call.
   *
   * @param wanted which guilds
   */
  public Map<String, Memory> changes(Predicate<String> wanted) {
    Map<String, Memory> all = new HashMap<>();
    guilds.forEach(
        (guildId, guild) -> {
          if (wanted.test(guildId)) {
            synchronized (guild) {
              if (guild.unremembered && !guild.forgotten) {
                all.put(guildId, guild.changes());
              }
            }
          }
        });
    return all;
  }

  /** Nothing is remembered of a guild: the next {@link #changes} are to tell everything. */
  public void changeAll(String guildId) {
    GuildAnalytics guild = guilds.get(guildId);
    if (guild != null) {
      synchronized (guild) {
        guild.window.changeAll();
        guild.unremembered = true;
      }
    }
  }

  /** Goes on with a guild from what is remembered of it; what was known here does not count. */
  public void restore(String guildId, Memory memory) {
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
      guild.restore(memory);
    }
  }

  /** What happens in a guild is this server's business after all. */
  public void resume(String guildId) {
    GuildAnalytics guild = guilds.get(guildId);
    if (guild != null) {
      synchronized (guild) {
        guild.look();
      }
    }
  }

  /** What happens in a guild is another server's business now: it has nothing to report here. */
  public void rest(String guildId) {
    GuildAnalytics guild = guilds.get(guildId);
    if (guild != null) {
      synchronized (guild) {
        guild.throttle.cancel();
      }
    }
  }

  private GuildAnalytics guild(String guildId) {
    return guilds.computeIfAbsent(guildId, id -> new GuildAnalytics(id, shared));
  }
}
