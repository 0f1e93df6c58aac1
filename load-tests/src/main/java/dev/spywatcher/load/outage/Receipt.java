package dev.spywatcher.load.outage;

/**
 * An event that a client got. Immutable.
 *
 * @param guild index of the guild
 * @param number of the event in its guild
 * @param at when it came, milliseconds since 1970
 * @param timestamp its own
 * @param visit in which of the client's connections it came
 */
record Receipt(int guild, long number, long at, long timestamp, int visit) {}
