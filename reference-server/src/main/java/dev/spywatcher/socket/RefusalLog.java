package dev.spywatcher.socket;

import dev.spywatcher.limit.ClientAddress;
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
}
