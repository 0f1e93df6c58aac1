package dev.spywatcher.traffic;

import java.util.Arrays;

/** The events of one slice of time: first collected, then sorted, then taken. Not thread-safe. */
final class Slice {

  private static final int INDEX_BITS = 20;
  private static final int INDEX = (1 << INDEX_BITS) - 1;

  /** The longest slice, in nanoseconds, whose times fit beside an index in a long. */
  static final long LONGEST = 1L << 63 - INDEX_BITS;

  // Small, since there may be many that wait with an event or two in each.
  private TimedEvent[] events = new TimedEvent[4];
  private long[] keys = new long[0];
  private int size;
  private int taken;

  int size() {
    return size;
  }

  void add(TimedEvent event) {
    if (size == events.length) {
      events = Arrays.copyOf(events, 2 * size);
    }
    events[size++] = event;
  }

  void addAll(Slice other) {
    for (int i = 0; i < other.size; i++) {
      add(other.events[i]);
    }
  }

  /** Puts what was collected in order. */
  void sort(long beginning) {
    if (size > INDEX) {
      Arrays.sort(events, 0, size, TimedEvent.ORDER);
      return;
    }
    if (keys.length < size) {
      keys = new long[events.length];
    }
    for (int i = 0; i < size; i++) {
      keys[i] = events[i].nanos() - beginning << INDEX_BITS | i;
    }
    Arrays.sort(keys, 0, size);
    for (int i = 1; i < size; i++) {
      if (keys[i] >>> INDEX_BITS == keys[i - 1] >>> INDEX_BITS) {
        sink(i);
      }
    }
  }

  /** Moves an event before those of the same moment that come after it. */
  private void sink(int last) {
    long key = keys[last];
    int i = last;
    while (i > 0
        && keys[i - 1] >>> INDEX_BITS == key >>> INDEX_BITS
        && TimedEvent.ORDER.compare(event(keys[i - 1]), event(key)) > 0) {
      keys[i] = keys[i - 1];
      i--;
    }
    keys[i] = key;
  }

  private TimedEvent event(long key) {
    return events[(int) (key & INDEX)];
  }

  boolean hasNext() {
    return taken < size;
  }

  TimedEvent next() {
    TimedEvent event = size > INDEX ? events[taken] : event(keys[taken]);
    taken++;
    return event;
  }

  /** Makes it as new. */
  void clear() {
    Arrays.fill(events, 0, size, null);
    size = 0;
    taken = 0;
  }
}
