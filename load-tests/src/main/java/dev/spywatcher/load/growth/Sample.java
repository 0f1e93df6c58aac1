package dev.spywatcher.load.growth;

/**
 * What was measured of one load on one form, microseconds of CPU time for each event that was
 * posted. Immutable.
 *
 * @param form of the service
 * @param clients at each server that events came to, all in the guild of the events
 * @param way how events came in
 * @param holder of the server that ingests them
 * @param other of each of the others, on average; NaN where there is none
 * @param redis of Redis; NaN where there is none
 * @param rate events a second
 */
record Sample(
    Form form, int clients, Way way, double holder, double other, double redis, double rate) {}
