package dev.spywatcher.fuzz;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Runs a trial with one input after the other. */
final class Fuzz {

  private static final long SEED = 20_260_301;

  private Fuzz() {}

  /** What is done with one input. */
  interface Trial {
    void run(SplittableRandom random) throws Exception;
  }

  /**
   * Runs so many trials of a fixed seed; or, with {@code -Dfuzz.seconds=N}, as many of a random
   * seed as fit into that time. A failure tells the seed and the position.
   */
  static void run(String name, int count, Trial trial) {
    Integer seconds = Integer.getInteger("fuzz.seconds");
    long seed =
        Long.getLong("fuzz.seed", seconds == null ? SEED : ThreadLocalRandom.current().nextLong());
    long end = System.nanoTime() + (seconds == null ? 0 : seconds * 1_000_000_000L);
    if (seconds != null) {
      System.out.printf("fuzzing %s for %d s with -Dfuzz.seed=%d%n", name, seconds, seed);
    }
    for (long at = 0; seconds == null ? at < count : System.nanoTime() < end; at++) {
      // A random of its own for each position: any one can be made again alone.
      SplittableRandom random = new SplittableRandom(seed + at * 0x9e3779b97f4a7c15L);
      try {
        trial.run(random);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            name + ", -Dfuzz.seed=" + seed + ", input " + at + ": " + e.getMessage(), e);
      }
    }
  }
}
