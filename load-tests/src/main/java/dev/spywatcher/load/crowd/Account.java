package dev.spywatcher.load.crowd;

/**
 * What one subscriber has received of each writer: every event must come exactly once and in the
 * order in which its writer wrote it. Not thread-safe.
 */
final class Account {

  private final int[] next = new int[Numbering.WRITERS];
  private long received;
  private long lost;
  private long doubled;

  /** An event has come. */
  void received(int writer, int number) {
    int expected = next[writer];
    int ahead = Math.floorMod(number - expected, Numbering.CYCLE);
    if (ahead < Numbering.CYCLE / 2) {
      received++;
      lost += ahead;
      next[writer] = number + 1 == Numbering.CYCLE ? 0 : number + 1;
    } else {
      doubled++;
    }
  }

  /** Events that came, each counted once. */
  long received() {
    return received;
  }

  /** Events that were passed over by a later one of the same writer. */
  long lost() {
    return lost;
  }

  /** Events that came again, or after a later one of the same writer. */
  long doubled() {
    return doubled;
  }
}
