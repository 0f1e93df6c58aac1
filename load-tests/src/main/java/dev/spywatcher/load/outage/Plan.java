package dev.spywatcher.load.outage;

import java.time.Duration;
import java.util.List;

/**
 * The service of a trial. Immutable.
 *
 * @param servers how many
 * @param shards of the service
 * @param proxied whether the way of each server to its Redis can be cut
 * @param skewSeconds by how much the clock of the last server is ahead
 */
record Plan(int servers, int shards, boolean proxied, int skewSeconds) {

  /** How many guilds are replayed, and as many are injected. */
  static final int GUILDS = 4;

  /** Time between two events of a guild that is replayed. */
  static final Duration REPLAYED = Duration.ofMillis(100);

  /** Time between two events of a guild that is injected. */
  static final Duration INJECTED = Duration.ofMillis(200);

  /** How much is recorded: longer than any trial. */
  static final Duration RECORDED = Duration.ofMinutes(5);

  /** What the servers keep between two updates of analytics. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Options of {@code serve}, beside those of its source and Redis. */
  List<String> options() {
    return List.of(
        "--profile",
        "load",
        "--analytics-interval",
        INTERVAL.toSeconds() + "s",
        "--shards",
        Integer.toString(shards));
  }
}
