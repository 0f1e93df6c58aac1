package dev.spywatcher.load.measure;

import java.time.Duration;

/** How long is measured. */
public enum Size {
  /** Minutes; to see whether all works. */
  QUICK(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, 2, 1_000, 10_000, Duration.ofSeconds(4)),
  /** Figures to quote. */
  FULL(Duration.ofSeconds(4), Duration.ofSeconds(5), 2, 3, 2_000, 40_000, Duration.ofSeconds(10));

  /** Time between two heartbeats of a server. */
  static final Duration HEARTBEAT = Duration.ofSeconds(25);

  private final Duration warmUp;
  private final Duration saturated;
  private final int heartbeats;
  private final int starts;
  private final int stormClients;
  private final int deliveriesPerSecond;
  private final Duration step;

  Size(
      Duration warmUp,
      Duration saturated,
      int heartbeats,
      int starts,
      int stormClients,
      int deliveriesPerSecond,
      Duration step) {
    this.warmUp = warmUp;
    this.saturated = saturated;
    this.heartbeats = heartbeats;
    this.starts = starts;
    this.stormClients = stormClients;
    this.deliveriesPerSecond = deliveriesPerSecond;
    this.step = step;
  }

  /** Clients of {@code ReconnectStorm}. */
  public int stormClients() {
    return stormClients;
  }

  /** Deliveries a second of {@code FanOut}, over all clients. */
  public int deliveriesPerSecond() {
    return deliveriesPerSecond;
  }

  /** How long each step of {@code FanOut} is measured. */
  public Duration step() {
    return step;
  }

  /** Load before each measure of throughput or CPU. */
  public Duration warmUp() {
    return warmUp;
  }

  /** How long each saturated load is measured. */
  public Duration saturated() {
    return saturated;
  }

  /**
   * How long idle clients are measured: a whole number of heartbeats, so that each client counts
   * the same however bunched they connected.
   */
  public Duration idle() {
    return HEARTBEAT.multipliedBy(heartbeats);
  }

  /** How often each server is started for its start-up time in a round. */
  public int starts() {
    return starts;
  }
}
