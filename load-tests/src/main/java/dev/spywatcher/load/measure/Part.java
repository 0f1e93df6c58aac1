package dev.spywatcher.load.measure;

/** A part of the benchmark, which can be run alone. */
public enum Part {
  /** What the simulations say of a server: {@link Simulations}. */
  SIMULATIONS,
  /** Delivered events a second, saturated: {@link Fanout}. */
  FANOUT,
  /** Connections: {@link Connects}. */
  CONNECT,
  /** All clients dropped at once: {@link Storm}. */
  STORM,
  /** From nothing to the first client: {@link Startup}. */
  STARTUP,
  /** Ten thousand clients that are just there: {@link Idle}. */
  IDLE
}
