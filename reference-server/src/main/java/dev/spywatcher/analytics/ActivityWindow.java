package dev.spywatcher.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What each user of one guild did over the past seven days (ANA-6), counted by the hour: an act is
 * forgotten when the hour it fell in is seven days old. Not thread-safe.
 */
final class ActivityWindow {

  static final Duration LENGTH = Duration.ofDays(7);
  private static final long HOURS = LENGTH.toHours();

  /** One user's counts. */
  static final class Counts {
    private int typingStarts;
    private int messages;
    private int presences;
    private final Map<String, Integer> channels = new HashMap<>(2);

    int typingStarts() {
      return typingStarts;
    }

    int messages() {
      return messages;
    }

    /** Times seen present. */
    int presences() {
      return presences;
    }

    /** Distinct channels typed or written in. */
    int channelCount() {
      return channels.size();
    }

    boolean lurks() {
      return presences > 0 && typingStarts == 0 && messages == 0;
    }

    private void in(String channelId) {
      channels.merge(channelId, 1, Integer::sum);
    }

    private void subtract(Counts past) {
      typingStarts -= past.typingStarts;
      messages -= past.messages;
      presences -= past.presences;
      past.channels.forEach(
          (id, times) ->
              channels.computeIfPresent(id, (key, all) -> all > times ? all - times : null));
    }

    private void add(Memory.Acts acts) {
      typingStarts += acts.typingStarts();
      messages += acts.messages();
      presences += acts.presences();
      acts.channels().forEach((id, times) -> channels.merge(id, times, Integer::sum));
    }

    private Memory.Acts acts() {
      return new Memory.Acts(typingStarts, messages, presences, channels);
    }

    private boolean isEmpty() {
      return typingStarts == 0 && messages == 0 && presences == 0;
    }
  }

  private final Map<String, Counts> users = new HashMap<>();
  private final TreeMap<Long, Map<String, Counts>> hours = new TreeMap<>();

  /** Those that are others than when {@link #changes} was called last. */
  private final Set<Long> changed = new HashSet<>();

  void typed(String userId, String channelId, Instant at, Instant now) {
    add(
        userId,
        at,
        now,
        counts -> {
          counts.typingStarts++;
          counts.in(channelId);
        });
  }

  void wrote(String userId, String channelId, Instant at, Instant now) {
    add(
        userId,
        at,
        now,
        counts -> {
          counts.messages++;
          counts.in(channelId);
        });
  }

  void appeared(String userId, Instant at, Instant now) {
    add(userId, at, now, counts -> counts.presences++);
  }

  /** The counts of a user, or {@code null} where nothing was seen of that user. */
  @Nullable Counts counts(String userId) {
    return users.get(userId);
  }

  /** Forgets a user; whether there was anything to forget. */
  boolean forget(String userId) {
    hours.forEach(
        (hour, acts) -> {
          if (acts.remove(userId) != null) {
            changed.add(hour);
          }
        });
    return users.remove(userId) != null;
  }

  /** Forgets what is too old; to be called before reading. */
  void expire(Instant now) {
    long oldest = hourOf(now) - HOURS;
    changed.addAll(hours.headMap(oldest).keySet());
    Iterator<Map<String, Counts>> old = hours.headMap(oldest).values().iterator();
    while (old.hasNext()) {
      old.next()
          .forEach(
              (userId, past) -> {
                Counts counts = users.get(userId);
                if (counts != null) {
                  counts.subtract(past);
                  if (counts.isEmpty()) {
                    users.remove(userId);
                  }
                }
              });
      old.remove();
    }
  }

  void forEach(BiConsumer<String, Counts> reader) {
    users.forEach(reader);
  }

  /** The hours that have changed since the last call, with what is in them now. */
  Map<Long, Map<String, Memory.Acts>> changes() {
    Map<Long, Map<String, Memory.Acts>> changes = new HashMap<>();
    for (Long hour : changed) {
      Map<String, Memory.Acts> acts = new HashMap<>();
      hours.getOrDefault(hour, Map.of()).forEach((id, counts) -> acts.put(id, counts.acts()));
      changes.put(hour, acts);
    }
    changed.clear();
    return changes;
  }

  /** Counts every hour as changed. */
  void changeAll() {
    changed.addAll(hours.keySet());
  }

  /** Forgets everything, and takes over what is remembered. */
  void restore(Map<Long, Map<String, Memory.Acts>> remembered) {
    users.clear();
    hours.clear();
    changed.clear();
    remembered.forEach(
        (hour, all) ->
            all.forEach(
                (userId, acts) -> {
                  users.computeIfAbsent(userId, id -> new Counts()).add(acts);
                  hours
                      .computeIfAbsent(hour, key -> new HashMap<>())
                      .computeIfAbsent(userId, id -> new Counts())
                      .add(acts);
                }));
  }

  private void add(String userId, Instant at, Instant now, Consumer<Counts> act) {
    long hour = hourOf(at);
    if (hour < hourOf(now) - HOURS) {
      return;
    }
    changed.add(hour);
    act.accept(users.computeIfAbsent(userId, id -> new Counts()));
    act.accept(
        hours
            .computeIfAbsent(hour, key -> new HashMap<>())
            .computeIfAbsent(userId, id -> new Counts()));
  }

  private static long hourOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 3600);
  }
}
