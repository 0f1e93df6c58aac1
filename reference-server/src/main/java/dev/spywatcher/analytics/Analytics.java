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

  private final GuildDirectory directory;
  private final ServiceClock clock;
  private final Supplier<Duration> interval;
  private final Predicate<String> watched;
  private final Consumer<ServerEvent> rooms;
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
    this.directory = directory;
    this.clock = clock;
    this.interval = interval;
    this.watched = watched;
    this.rooms = rooms;
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
    if (status == PresenceStatus.OFFLINE) {
      return;
    }
    GuildAnalytics guild = guild(guildId);
    synchronized (guild) {
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
        guild.throttle.cancel();
        guild.forgotten = true;
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

  private GuildAnalytics guild(String guildId) {
    return guilds.computeIfAbsent(guildId, GuildAnalytics::new);
  }

  /** One guild's window, what was last sent of it, and its throttle. Guarded by its monitor. */
  private final class GuildAnalytics {
    private final String guildId;
    private final ActivityWindow window = new ActivityWindow();
    private final Throttle throttle = new Throttle(clock, interval, this::released);
    private Figures lastSent = Figures.NONE;
    private boolean messageUnreported;
    private boolean forgotten;

    private GuildAnalytics(String guildId) {
      this.guildId = guildId;
    }

    private void changed() {
      if (watched.test(guildId) && throttle.request()) {
        report();
      }
    }

    private synchronized void released() {
      throttle.begin();
      if (!forgotten) {
        changed();
      }
    }

    private void report() {
      Guild guild = directory.guild(guildId);
      if (guild == null) {
        return;
      }
      Instant now = clock.instant();
      window.expire(now);
      Figures figures = Figures.of(window, guild);
      if (!messageUnreported && figures.equals(lastSent)) {
        return;
      }
      messageUnreported = false;
      lastSent = figures;
      throttle.sent(now);
      rooms.accept(
          new ServerEvent.AnalyticsUpdate(
              guildId, figures.ghosts(), figures.lurkers(), figures.channelDiversity(), now));
    }
  }
}
