package dev.spywatcher.load.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.SourceGuild;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The account of {@code analytics:update}: on no socket two of a guild within the interval (ANA-2),
 * every activity followed by one in time (ANA-4), the same one for every subscriber (ANA-5).
 * Thread-safe.
 */
public final class Updates {

  static final String EVENT = "analytics:update";

  private static final String SUBSCRIBED = "subscribe:analytics";

  /** By how much an interval may seem shorter to a client (ANA-2). */
  private static final Duration JITTER = Duration.ofMillis(500);

  /** What a timestamp may at most say that an update was held up. */
  private static final Duration MOST_HELD_UP = Duration.ofSeconds(1);

  /** How late an update may be (ANA-4), and how long a subscription takes to take effect. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final Source source;
  private final Duration interval;

  /** Of each guild, when the first client had an update, by the update's timestamp. */
  private final Map<String, TreeMap<Long, Long>> updates = new HashMap<>();

  private final List<Viewer> viewers = new ArrayList<>();
  private final List<String> tooSoon = new ArrayList<>();

  /**
   * An empty account.
   *
   * @param interval that the server keeps between two updates of a guild
   */
  public Updates(Ledger ledger, Source source, Duration interval) {
    this.ledger = ledger;
    this.source = source;
    this.interval = interval;
    source.guilds().forEach(SourceGuild::rememberActivity);
  }

  /** The account of a client that will subscribe to that guild's analytics. */
  public Observer subscriber(SourceGuild guild) {
    return viewer(guild, true);
  }

  /** The account of a client that will subscribe to that guild's events and analytics. */
  public Observer subscriberToAll(SourceGuild guild) {
    return new Both(ledger.subscriber(guild), viewer(guild, false), EVENT);
  }

  private synchronized Viewer viewer(SourceGuild guild, boolean alone) {
    Viewer viewer = new Viewer(guild, alone);
    viewers.add(viewer);
    return viewer;
  }

  private synchronized void came(Viewer viewer, String guildId, String timestamp, long at) {
    Row row = ledger.row(EVENT, guildId.isEmpty() ? Ledger.NO_GUILD : guildId);
    if (guildId.equals(viewer.guild.id()) && viewer.since == 0 && viewer.asking) {
      // The room has changed already; the answer that says so is on its way (SUB-12).
      return;
    }
    if (!guildId.equals(viewer.guild.id()) || viewer.since == 0) {
      row.add(Column.LEAKED, 1);
      return;
    }
    long happened;
    try {
      happened = Instant.parse(timestamp).toEpochMilli();
    } catch (DateTimeException e) {
      row.add(Column.LATE, 1);
      return;
    }
    ledger.pulse().delivered(Math.max(0, at - happened));
    if (at - happened > ledger.lateMillis()) {
      row.add(Column.LATE, 1);
    }
    if (!viewer.seen.add(happened)) {
      row.add(Column.DOUBLED, 1);
    } else if (happened < viewer.seen.last()) {
      row.add(Column.OUT_OF_ORDER, 1);
    }
    updates.computeIfAbsent(guildId, key -> new TreeMap<>()).merge(happened, at, Math::min);
    // What the first of two was held up on its way makes them no closer.
    long heldUp = Math.min(Math.max(0, at - happened), MOST_HELD_UP.toMillis());
    long byArrival = at - viewer.lastAt;
    long byTimestamp = happened - viewer.lastHappened;
    long least = interval.minus(JITTER).toMillis();
    if (viewer.lastAt > 0 && (byTimestamp < least || byArrival < least - viewer.lastHeldUp)) {
      tooSoon.add(
          "%d ms after the last, by their timestamps %d ms, guild %s"
              .formatted(byArrival, byTimestamp, guildId));
    }
    viewer.lastAt = at;
    viewer.lastHappened = happened;
    viewer.lastHeldUp = heldUp;
  }

  /** Counts who should have received what; once, when everybody has left. */
  public synchronized void settle() {
    updates.forEach((guild, times) -> ledger.sent(EVENT, guild, times.size()));
    for (Viewer viewer : viewers) {
      Row row = ledger.row(EVENT, viewer.guild.id());
      for (long update : timestamps(viewer.guild.id())) {
        if (viewer.seen.contains(update)) {
          row.add(Column.EXPECTED, 1);
          row.add(Column.RECEIVED, 1);
        } else if (viewer.since > 0
            && update > viewer.since + GRACE.toMillis()
            && update < viewer.until - GRACE.toMillis()) {
          row.add(Column.EXPECTED, 1);
          row.add(Column.LOST, 1);
        }
      }
    }
  }

  /** Fails where two updates of a guild came within the interval. */
  public synchronized void requireThrottle() throws IOException {
    if (!tooSoon.isEmpty()) {
      throw new IOException(tooSoon.size() + " updates came too soon: " + tooSoon.get(0));
    }
  }

  /** Fails where two different updates of a guild lay within the interval, whoever got them. */
  public synchronized void requireThrottleOverAll() throws IOException {
    long least = interval.minus(JITTER).toMillis();
    for (String guildId : updates.keySet()) {
      long last = Long.MIN_VALUE / 2;
      for (long update : timestamps(guildId)) {
        if (update - last < least) {
          throw new IOException(
              "two updates of guild %s within %d ms".formatted(guildId, update - last));
        }
        last = update;
      }
    }
  }

  private Set<Long> timestamps(String guildId) {
    return updates.getOrDefault(guildId, new TreeMap<>()).keySet();
  }

  /**
   * Fails where an activity was not followed by an update in time; by this machine's clock alone,
   * since that of the server may be another.
   *
   * @param end the time of this call, milliseconds since 1970: what is due later is not judged
   */
  public synchronized void requireFollowed(long end) throws IOException {
    List<String> missing = new ArrayList<>();
    int judged = 0;
    for (SourceGuild guild : source.guilds()) {
      TreeSet<Long> times =
          new TreeSet<>(updates.getOrDefault(guild.id(), new TreeMap<>()).values());
      long last = Long.MIN_VALUE / 2;
      for (long activity : guild.activity()) {
        if (activity <= last) {
          continue;
        }
        long due = Math.max(activity, last + interval.toMillis()) + GRACE.toMillis();
        if (due > end) {
          break;
        }
        judged++;
        Long update = times.ceiling(activity);
        if (update == null || update > due) {
          missing.add(
              "guild %s at %s (%s)"
                  .formatted(guild.id(), Instant.ofEpochMilli(activity), around(times, activity)));
          break;
        }
        last = update;
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "%d activities without an update in time: %s".formatted(missing.size(), missing.get(0)));
    }
    if (judged == 0) {
      throw new IOException("no activity could be judged: the run was too short");
    }
  }

  private static String around(TreeSet<Long> times, long activity) {
    Long before = times.lower(activity);
    Long after = times.ceiling(activity);
    return "%s, %s"
        .formatted(
            before == null
                ? "no update before"
                : "the last %d ms before".formatted(activity - before),
            after == null ? "none after" : "the next %d ms after".formatted(after - activity));
  }

  /** How many different updates came. */
  public synchronized long count() {
    return updates.values().stream().mapToLong(TreeMap::size).sum();
  }

  private final class Viewer implements Observer {

    private final SourceGuild guild;

    /** Whether nobody else counts this client. */
    private final boolean alone;

    private final TreeSet<Long> seen = new TreeSet<>();
    private long since;
    private long until;
    private long lastAt;
    private long lastHappened;
    private long lastHeldUp;
    private boolean connected;

    /** Whether it has asked for its subscription and waits for the answer. */
    private boolean asking;

    Viewer(SourceGuild guild, boolean alone) {
      this.guild = guild;
      this.alone = alone;
    }

    @Override
    public void connected() {
      connected = true;
      count(1);
    }

    @Override
    public void sending(String event) {
      asking = asking || event.equals(SUBSCRIBED);
    }

    @Override
    public void declined(String event) {
      asking = asking && !event.equals(SUBSCRIBED);
    }

    @Override
    public void acknowledged(String event, JsonNode answer) {
      if (event.equals(SUBSCRIBED)) {
        asking = false;
        synchronized (Updates.this) {
          since = System.currentTimeMillis();
        }
        if (alone) {
          ledger.subscribed(1);
        }
      }
    }

    private void count(int more) {
      if (alone) {
        ledger.pulse().clients(more);
      }
    }

    @Override
    public void event(Packet packet) {
      if (packet.event().equals(EVENT)) {
        String[] texts = packet.texts("guildId", "timestamp");
        came(this, texts[0], texts[1], packet.atMillis());
      } else if (packet.event().equals("error")) {
        ledger.error(packet.texts("message")[0]);
      } else {
        ledger.row(packet.event(), Ledger.NO_GUILD).add(Column.LEAKED, 1);
      }
    }

    @Override
    public void disconnected(String reason) {
      if (alone) {
        ledger.disconnected(reason);
      }
      left();
    }

    @Override
    public void left() {
      if (connected) {
        connected = false;
        asking = false;
        synchronized (Updates.this) {
          until = System.currentTimeMillis();
        }
        if (since > 0 && alone) {
          ledger.subscribed(-1);
        }
        count(-1);
      }
    }
  }
}
