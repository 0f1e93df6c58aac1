package dev.spywatcher.load.outage;

/**
 * An {@code analytics:update} that a client got. Immutable.
 *
 * @param guild index of the guild
 * @param at when it came, milliseconds since 1970
 * @param timestamp its own
 * @param visit in which of the client's connections it came
 */
record Update(int guild, long at, long timestamp, int visit) {}
