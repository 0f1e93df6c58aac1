package dev.spywatcher.limit;

import java.time.Duration;

/**
 * The limits in force.
 *
 * @param connectionRate handshakes of one address in a minute (LIM-1)
 * @param maxConnectionsPerIp connections of one address at once (LIM-2)
 * @param eventRate packets of one client in a second (LIM-3)
 * @param eventBurst packets of one client at once (LIM-3)
 * @param reconnectLimit handshakes of one address in ten seconds before it is blocked (LIM-4)
 * @param reconnectBlock how long the first block lasts (LIM-4)
 * @param maxSubscriptions rooms of one client (LIM-7)
 * @param maxQueuedBytes outbound queue of one client, bytes (LIM-6)
 */
public record Limits(
    int connectionRate,
    int maxConnectionsPerIp,
    int eventRate,
    int eventBurst,
    int reconnectLimit,
    Duration reconnectBlock,
    int maxSubscriptions,
    long maxQueuedBytes) {

  /** A named set of limits. */
  public enum Profile {
    /** Generous, for a developer's own machine. */
    DEV(new Limits(6_000, 1_000, 100, 200, 3_000, Duration.ofSeconds(5), 1_000, 4 << 20)),
    /** What the API document asks of production. */
    STRICT(new Limits(60, 20, 10, 20, 100, Duration.ofSeconds(30), 50, 1 << 20)),
    /** Out of the way of a load test, which sets those that it tests. */
    LOAD(
        new Limits(
            10_000_000,
            1_000_000,
            100_000,
            200_000,
            1_000_000,
            Duration.ofSeconds(1),
            100_000,
            4 << 20));

    private final Limits limits;

    Profile(Limits limits) {
      this.limits = limits;
    }

    /** The limits that the name stands for. */
    public Limits limits() {
      return limits;
    }
  }

  public Limits {
    positive("--connection-rate", connectionRate, "connections per minute");
    positive("--max-connections-per-ip", maxConnectionsPerIp, "connections");
    positive("--event-rate", eventRate, "packets per second");
    positive("--event-burst", eventBurst, "packets");
    positive("--reconnect-limit", reconnectLimit, "handshakes in 10 s");
    positive("--max-subscriptions", maxSubscriptions, "rooms");
    if (eventBurst < eventRate) {
      throw new IllegalArgumentException(
          "--event-burst: " + eventBurst + " is less than --event-rate, " + eventRate);
    }
    if (reconnectBlock.compareTo(Duration.ofMillis(1)) < 0
        || reconnectBlock.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "--reconnect-block: " + shown(reconnectBlock) + " is not between 1ms and 24h");
    }
    if (maxQueuedBytes < 65_536) {
      throw new IllegalArgumentException(
          "--max-queued-bytes: " + maxQueuedBytes + " is less than 64KiB");
    }
  }

  /** In milliseconds, unless it is too long for them. */
  private static String shown(Duration time) {
    return time.getSeconds() > Integer.MAX_VALUE ? time.getSeconds() + "s" : time.toMillis() + "ms";
  }

  private static void positive(String option, int value, String unit) {
    if (value < 1) {
      throw new IllegalArgumentException(
          option + ": " + value + " is not a positive number of " + unit);
    }
  }
}
