package dev.spywatcher.analytics;

import java.util.Map;

/**
 * What is remembered of a guild's activity, for whoever goes on with it. Immutable.
 *
 * @param hours what each user did in each hour, by the hour since the epoch; an hour of which
 *     nothing is remembered any more has no users
 * @param unreported whether a message has still to be reported
 * @param lastSent tells the figures that were sent last from any other; empty for none
 */
public record Memory(Map<Long, Map<String, Acts>> hours, boolean unreported, String lastSent) {

  public Memory {
    hours = Map.copyOf(hours);
  }

  /**
   * What one user did in an hour.
   *
   * @param channels how often in each channel that was typed or written in
   */
  public record Acts(int typingStarts, int messages, int presences, Map<String, Integer> channels) {
    public Acts {
      channels = Map.copyOf(channels);
    }
  }
}
