package dev.spywatcher.load.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a client comes back after a lost connection: the wait doubles with each attempt in a row, up
 * to a longest, and strays by chance, so that a crowd does not come back at once.
 *
 * @param enabled whether it comes back by itself
 * @param first wait before the first attempt
 * @param longest of all waits
 * @param jitter share of a wait, 0 to 1, by which it may be shorter or longer
 */
public record Reconnection(boolean enabled, Duration first, Duration longest, double jitter) {

  /** What the official client does unless told otherwise. */
  public static final Reconnection OFFICIAL =
      new Reconnection(true, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5);

  /** It stays away. */
  public static final Reconnection NEVER =
      new Reconnection(false, Duration.ofSeconds(1), Duration.ofSeconds(5), 0);

  /** Doublings after which any wait is the longest. */
  private static final int MOST_DOUBLINGS = 30;

  public Reconnection {
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("jitter: " + jitter + " is not between 0 and 1");
    }
    if (first.isNegative() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException("first: " + first + " is not between 0 and " + longest);
    }
  }

  /**
   * The wait before an attempt.
   *
   * @param attempt 0 for the first in a row
   */
  Duration before(int attempt, RandomGenerator chance) {
    double millis = (double) first.toMillis() * (1L << Math.min(attempt, MOST_DOUBLINGS));
    double strayed = millis * (1 + jitter * (2 * chance.nextDouble() - 1));
    return Duration.ofMillis((long) Math.min(strayed, longest.toMillis()));
  }
}
