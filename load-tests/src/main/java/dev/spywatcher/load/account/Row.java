package dev.spywatcher.load.account;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one event in one guild. Thread-safe.
 *
 * @param guild its Discord id
 */
record Row(String event, String guild, LongAdder[] counts) {

  Row(String event, String guild) {
    this(event, guild, new LongAdder[Column.values().length]);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(Column column, long count) {
    if (count != 0) {
      counts[column.ordinal()].add(count);
    }
  }

  boolean empty() {
    return Arrays.stream(counts).allMatch(count -> count.sum() == 0);
  }

  long get(Column column) {
    return counts[column.ordinal()].sum();
  }
}
