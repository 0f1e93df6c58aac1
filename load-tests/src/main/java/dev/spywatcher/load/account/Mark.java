package dev.spywatcher.load.account;

import dev.spywatcher.load.source.EventId;
import java.util.BitSet;

/**
 * What one subscription has received of one sequence. Expected is what was posted after the server
 * acknowledged the subscription; where the connection ends in the middle of the run, only what came
 * before the last that came, as a guild's events keep their order. Not thread-safe.
 */
final class Mark {

  private final Row row;
  private final BitSet seen = new BitSet(EventId.CYCLE);
  private final long from;
  private long high;
  private long received;

  /**
   * A subscription has begun.
   *
   * @param from the first event that is expected
   */
  Mark(Row row, long from) {
    this.row = row;
    this.from = from;
    this.high = from - 1;
  }

  /** An event has come. */
  void received(long number) {
    if (number <= high - EventId.CYCLE) {
      row.add(Column.DOUBLED, 1);
      return;
    }
    int slot = (int) (number % EventId.CYCLE);
    if (number > high) {
      forget(number);
      high = number;
    } else if (seen.get(slot)) {
      row.add(Column.DOUBLED, 1);
      return;
    } else if (number >= from) {
      row.add(Column.OUT_OF_ORDER, 1);
    }
    seen.set(slot);
    if (number >= from) {
      received++;
      row.add(Column.RECEIVED, 1);
    }
  }

  /** The slots between the highest so far and a new one are those of events yet to come. */
  private void forget(long number) {
    if (number - high >= EventId.CYCLE) {
      seen.clear();
      return;
    }
    for (long passed = high + 1; passed < number; passed++) {
      seen.clear((int) (passed % EventId.CYCLE));
    }
  }

  /** Whether all that was posted before has come. */
  boolean complete(long until) {
    return received >= until - from;
  }

  /**
   * The subscription is over.
   *
   * @param until the first event that is no longer expected
   */
  void settle(long until) {
    long expected = Math.max(0, until - from);
    row.add(Column.EXPECTED, expected);
    row.add(Column.LOST, Math.max(0, expected - received));
  }

  /** The connection has ended in the middle of the run: what was still under way is nobody's. */
  void lostConnection() {
    settle(high + 1);
  }
}
