package dev.spywatcher.load.outage;

import java.util.Map;

/**
 * One connection of one client. Immutable.
 *
 * @param server index of the server
 * @param since when the subscription to each guild took effect, by its index; milliseconds
 * @param until when the connection ended; {@link #STAYED} where it lasted to the end
 */
record Visit(int server, Map<Integer, Long> since, long until) {

  /** It lasted to the end of the trial. */
  static final long STAYED = Long.MAX_VALUE;
}
