package dev.spywatcher.bus;

/**
 * What a relay has done since its start.
 *
 * @param published events given to the others
 * @param received events of others that were delivered here
 * @param dropped events of others that were not: too old, doubled, or of a server that was no
 *     longer to deliver them
 * @param missed events of others that never came, as their numbers show
 * @param refused own events that were not delivered: the shard had become another server's
 */
public record RelayCounts(long published, long received, long dropped, long missed, long refused) {}
