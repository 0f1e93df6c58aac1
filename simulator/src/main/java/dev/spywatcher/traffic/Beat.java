package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import java.time.Duration;

/**
 * An irregular beat, of which any stroke can be told alone: stroke n falls at a random moment of
 * the first part of the n-th period, where a period is one of life. So strokes keep their order,
 * and two are never further apart than {@code period * (1 + looseness)} while life is average.
 * Immutable.
 *
 * @param period mean time between strokes, in nanoseconds
 * @param looseness the part of a period that a stroke may fall in, from 0 (a clock) to 1
 */
record Beat(Chance chance, long period, double looseness, Day day) {

  static Beat of(Chance chance, Duration period, double looseness, Day day) {
    return new Beat(chance.stream("beat"), period.toNanos(), looseness, day);
  }

  /** When stroke {@code n} falls, in nanoseconds of play. */
  long at(long n) {
    return day.when(n * period + (long) (period * looseness * chance.at(n).unit()));
  }

  /** The first stroke that does not fall before {@code nanos}. */
  long firstFrom(long nanos) {
    // What rounding may move is far less than a period of two strokes.
    long n = Math.max(0, day.life(Math.max(0, nanos)) / period - 2);
    while (at(n) < nanos) {
      n++;
    }
    return n;
  }

  /** The time, in nanoseconds, that certainly lies between a stroke and the {@code n}-th after. */
  long atLeast(int n) {
    return day.atLeast((long) (period * (n - looseness)));
  }
}
