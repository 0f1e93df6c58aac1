package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What Redis says of the leases.
 *
 * @param otherShards the number of shards that the other servers have; 0 where it is the same
 * @param changed whether the servers should look again soon
 */
record LeaseBook(long otherShards, boolean changed, List<Line> lines) {

  /** None. */
  static final String NOBODY = "-";

  /**
   * One shard.
   *
   * @param holds whether the lease holds still
   * @param from event time from which it is held
   * @param next the server that it is to be handed over to, or {@link #NOBODY}
   * @param at when that one is ready to take over, milliseconds; empty where it is not
   */
  record Line(
      int shard, String holder, long fence, boolean holds, Instant from, String next, String at) {

    Instant handOverAt() {
      return Instant.ofEpochMilli(Long.parseLong(at));
    }

    boolean isNextReady() {
      return !at.equals(NOBODY);
    }
  }

  /** Reads the answer of the script {@code leases}. */
  static LeaseBook of(List<Object> answer) {
    List<Line> lines = new ArrayList<>();
    for (int i = 2; i < answer.size(); i += 7) {
      lines.add(
          new Line(
              (int) number(answer.get(i)),
              text(answer.get(i + 1)),
              number(answer.get(i + 2)),
              number(answer.get(i + 3)) == 1,
              Instant.ofEpochMilli(number(answer.get(i + 4))),
              text(answer.get(i + 5)),
              text(answer.get(i + 6))));
    }
    return new LeaseBook(number(answer.get(0)), number(answer.get(1)) == 1, lines);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : value.toString();
  }

  private static long number(Object value) {
    return value instanceof Long number ? number : Long.parseLong(text(value));
  }
}
