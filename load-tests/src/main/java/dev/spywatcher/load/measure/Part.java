package dev.spywatcher.load.measure;

/** A part of the benchmark, which can be run alone. */
public enum Part {
  /** Delivered events a second, saturated: {@link Fanout}. */
  FANOUT,
  /** CPU time for each delivered event, and latency, at a fixed rate: {@link PacedLoad}. */
  CPU,
  /** Connections: {@link Connects}. */
  CONNECT,
  /** All clients dropped at once: {@link Storm}. */
  STORM,
  /** From nothing to the first client: {@link Startup}. */
  STARTUP,
  /** Ten thousand clients that are just there: {@link Idle}. */
  IDLE
}
