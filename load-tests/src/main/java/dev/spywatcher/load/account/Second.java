package dev.spywatcher.load.account;

/**
 * One second of a run.
 *
 * @param at seconds since it began
 * @param deliveries events times clients
 * @param p50 latency in ms; NaN where nothing came
 * @param clients connected at its end
 */
record Second(int at, long deliveries, double p50, double p99, double highest, int clients) {}
