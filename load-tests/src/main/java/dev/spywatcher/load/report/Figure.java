package dev.spywatcher.load.report;

import static dev.spywatcher.load.contender.Contender.BARE;
import static dev.spywatcher.load.contender.Contender.NODE;

import java.util.Locale;

/** A figure of the benchmark, in the order of the report, with the bound that ours must keep. */
public enum Figure {
  CPU_200("FanOut, 200: CPU µs/delivered", 2, Bound.atMost(1.25, BARE)),
  CPU_1000("FanOut, 1000: CPU µs/delivered", 2, Bound.atMost(1.25, BARE)),
  P50_200("  200: latency p50 ms", 1, Bound.NONE),
  P99_200("  200: latency p99 ms", 1, Bound.NONE),
  P50_1000("  1000: latency p50 ms", 1, Bound.NONE),
  P99_1000("  1000: latency p99 ms", 1, Bound.NONE),
  SIMULATED_HEAP("ReconnectStorm: kB heap/connection", 2, Bound.NONE),
  SIMULATED_CONNECT_CPU("  CPU ms/connect, second half", 3, Bound.NONE),
  SIMULATED_RETURN_CPU("  CPU ms/return, third storm", 3, Bound.NONE),
  SIMULATED_STORM("  all dropped, 99 % back, ms", 0, Bound.NONE),
  DELIVERED_SINGLE_200("delivered/s, 200, one by one", 0, Bound.atLeast(0.85, BARE)),
  DELIVERED_SINGLE_1000("delivered/s, 1000, one by one", 0, Bound.atLeast(0.85, BARE)),
  DELIVERED_BATCH_200("delivered/s, 200, 20 at once", 0, Bound.atLeast(0.8, BARE)),
  DELIVERED_BATCH_1000("delivered/s, 1000, 20 at once", 0, Bound.atLeast(0.8, BARE)),
  SATURATED_CPU_SINGLE_200("  CPU µs each, 200, one by one", 3, Bound.NONE),
  SATURATED_CPU_SINGLE_1000("  CPU µs each, 1000, one by one", 3, Bound.NONE),
  SATURATED_CPU_BATCH_200("  CPU µs each, 200, 20 at once", 3, Bound.NONE),
  SATURATED_CPU_BATCH_1000("  CPU µs each, 1000, 20 at once", 3, Bound.NONE),
  BUSY("  machine busy then, % at least", 0, Bound.NONE),
  OTHERS("  by other programs, % at most", 0, Bound.NONE),
  INGEST("  events/s taken in, nobody there", 0, Bound.NONE),
  INGEST_CPU("  CPU µs for each of these", 0, Bound.NONE),
  CONNECT_CPU("CPU ms/connect+token+subscribe", 3, Bound.atMost(0.25)),
  CONNECT_CPU_FIRST("  the first 1,000 of a process", 3, Bound.NONE),
  CONNECT_CPU_SECOND("  the second 1,000 of a process", 3, Bound.NONE),
  CONNECTS("connect+token+subscribe/s", 0, Bound.atLeast(5, NODE)),
  STORM("2,000 dropped, 99 % back, ms", 0, Bound.atMost(1 / 6.0, NODE)),
  STARTUP("start to first client, ms", 0, Bound.atMost(1000)),
  HEAP("live heap kB/idle connection", 2, Bound.atMost(7.5)),
  RSS("RSS MB at 10,000 idle", 0, Bound.atMost(240)),
  IDLE_CPU("CPU % of a core, 10,000 idle", 1, Bound.atMost(5));

  private final String label;
  private final int decimals;
  private final Bound bound;

  Figure(String label, int decimals, Bound bound) {
    this.label = label;
    this.decimals = decimals;
    this.bound = bound;
  }

  /** Its name in JSON; does not change. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, with its unit. */
  public String label() {
    return label;
  }

  /** The bound of ours. */
  public Bound bound() {
    return bound;
  }

  /** A value of it for people. */
  public String shown(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
