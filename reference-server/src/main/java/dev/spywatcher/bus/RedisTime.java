package dev.spywatcher.bus;

import java.util.concurrent.TimeUnit;

/**
 * Redis' time, read now and then, and carried on by this machine's even clock. Immutable.
 *
 * @param millis what it was, milliseconds since the epoch
 * @param nanos when it was that, by {@link System#nanoTime}
 * @param doubt by how much {@code nanos} may be wrong
 */
record RedisTime(long millis, long nanos, long doubt) {

  private static final long TOLERANCE_MILLIS = 2;

  /** What Redis has just answered to a question of {@code asked}, by {@link System#nanoTime}. */
  static RedisTime read(long millis, long asked) {
    long half = (System.nanoTime() - asked) / 2;
    return new RedisTime(millis, asked + half, half);
  }

  /** Whichever is in less doubt. */
  RedisTime orSurer(RedisTime other) {
    return other.doubt < doubt ? other : this;
  }

  /** Whichever holds, where {@code later} was read later: Redis' clock may have been set. */
  RedisTime orIfSet(RedisTime later) {
    long apart = Math.abs(later.now() - now());
    return apart > TimeUnit.NANOSECONDS.toMillis(later.doubt) + TOLERANCE_MILLIS ? later : this;
  }

  /** The present, milliseconds since the epoch. */
  long now() {
    return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
