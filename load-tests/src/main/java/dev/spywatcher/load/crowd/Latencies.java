package dev.spywatcher.load.crowd;

/**
 * A histogram of latencies, exact to one part in 64. Not thread-safe.
 *
 * <p>Bucket {@code b < 128} holds {@code b} microseconds; above, each power of two has 64 buckets.
 */
public final class Latencies {

  private static final int EXACT = 128;
  private static final int PER_OCTAVE = 64;
  private static final int BUCKETS = EXACT + PER_OCTAVE * 32;

  private final long[] counts = new long[BUCKETS];
  private long total;

  /** Adds one latency. */
  public void add(long nanos) {
    counts[bucket(Math.max(0, nanos) / 1_000)]++;
    total++;
  }

  /** Adds all of another histogram. */
  public void addAll(Latencies other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /**
   * How many there are up to each limit, those under the limit before it not counted; a last count
   * for those above all.
   *
   * @param limitsMillis ascending
   */
  public long[] countsUpTo(double... limitsMillis) {
    long[] counted = new long[limitsMillis.length + 1];
    for (int i = 0; i < BUCKETS; i++) {
      int limit = 0;
      while (limit < limitsMillis.length && highestMicros(i) / 1_000.0 > limitsMillis[limit]) {
        limit++;
      }
      counted[limit] += counts[i];
    }
    return counted;
  }

  /** How many were added. */
  public long count() {
    return total;
  }

  /** The latency in milliseconds that so many percent do not exceed; NaN where there is none. */
  public double percentileMillis(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return highestMicros(i) / 1_000.0;
      }
    }
    return Double.NaN;
  }

  private static int bucket(long micros) {
    if (micros < EXACT) {
      return (int) micros;
    }
    int octave = 63 - Long.numberOfLeadingZeros(micros) - 7;
    int within = (int) (micros >>> (octave + 1)) - PER_OCTAVE;
    return Math.min(BUCKETS - 1, EXACT + octave * PER_OCTAVE + within);
  }

  private static long highestMicros(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int octave = (bucket - EXACT) / PER_OCTAVE;
    long within = (bucket - EXACT) % PER_OCTAVE + PER_OCTAVE;
    return ((within + 1) << (octave + 1)) - 1;
  }
}
