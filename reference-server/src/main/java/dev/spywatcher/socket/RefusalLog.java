package dev.spywatcher.socket;

import dev.spywatcher.limit.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line in the log for each refusal, in words that a client developer can act on; a flood of
 * them is cut to so many a second and counted. Holds nothing that a client sent. Thread-safe.
 */
final class RefusalLog {

  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
  private static final int LINES_PER_SECOND = 20;

  private static final int MOST_KINDS = 100;
  private static final String OTHER = "other";

  /** What and why, and how often. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  private int kinds;
  private long second = Long.MIN_VALUE;
  private int lines;
  private long unlogged;

  /**
   * Logs a refusal.
   *
   * @param what what was done: {@code refused handshake}, {@code disconnected}
   * @param reason why, and what to change
   */
  synchronized void log(ClientAddress client, String what, String reason) {
    count(what, reason);
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (now != second) {
      if (unlogged > 0) {
        log.warn("{} more refusals were not logged", unlogged);
      }
      second = now;
      lines = 0;
      unlogged = 0;
    }
    if (lines++ < LINES_PER_SECOND) {
      log.info("{} [{}]: {}", what, client, reason);
    } else {
      unlogged++;
    }
  }

  private void count(String what, String reason) {
    String why = reason.split(";", 2)[0];
    Map<String, Long> reasons = counts.computeIfAbsent(what, key -> new TreeMap<>());
    if (!reasons.containsKey(why) && ++kinds > MOST_KINDS) {
      why = OTHER;
    }
    reasons.merge(why, 1L, Long::sum);
  }

  /** How often each was refused; at most {@value #MOST_KINDS} kinds and the rest. */
  synchronized List<RefusalCount> counts() {
    List<RefusalCount> all = new ArrayList<>();
    counts.forEach(
        (what, reasons) ->
            reasons.forEach((reason, count) -> all.add(new RefusalCount(what, reason, count))));
    return all;
  }
}
