package dev.spywatcher.load.measure;

import java.time.Duration;

/** How long is measured. */
public enum Size {
  /** Minutes; to see whether all works. */
  QUICK(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4), 1, 2),
  /** Figures to quote. */
  FULL(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(10), 2, 3);

  /** Time between two heartbeats of a server. */
  static final Duration HEARTBEAT = Duration.ofSeconds(25);

  private final Duration warmUp;
  private final Duration saturated;
  private final Duration paced;
  private final int heartbeats;
  private final int starts;

  Size(Duration warmUp, Duration saturated, Duration paced, int heartbeats, int starts) {
    this.warmUp = warmUp;
    this.saturated = saturated;
    this.paced = paced;
    this.heartbeats = heartbeats;
    this.starts = starts;
  }

  /** Load before each measure of throughput or CPU. */
  public Duration warmUp() {
    return warmUp;
  }

  /** How long each saturated load is measured. */
  public Duration saturated() {
    return saturated;
  }

  /** How long each paced load is measured. */
  public Duration paced() {
    return paced;
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
