package dev.spywatcher.load.outage;

/**
 * An event that was made to happen. Immutable.
 *
 * @param guild index of its guild
 * @param number of the event in its guild
 * @param at its timestamp, milliseconds since 1970
 * @param via the server that it was injected at; {@link #REPLAYED} where every server plays it
 * @param outcome what the server said
 */
record Sent(int guild, long number, long at, int via, Outcome outcome) {

  /** No server: it is in the recording that all play. */
  static final int REPLAYED = -1;

  /** What became of a call that injects an event. */
  enum Outcome {
    ACCEPTED,
    /** The server said no. */
    REFUSED,
    /** The answer never came. */
    UNKNOWN
  }

  boolean replayed() {
    return via == REPLAYED;
  }
}
