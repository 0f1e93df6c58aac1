package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import java.time.Duration;

/**
 * An irregular beat, of which any stroke can be told alone: stroke n falls at a random moment of
 * the first part of the n-th period. So strokes keep their order, and two are never further apart
 * than {@code period * (1 + looseness)}.
 *
 * @param period mean time between strokes, in nanoseconds
 * @param looseness the part of a period that a stroke may fall in, from 0 (a clock) to 1
 */
record Beat(Chance chance, long period, double looseness) {

  static Beat of(Chance chance, Duration period, double looseness) {
    return new Beat(chance.stream("beat"), period.toNanos(), looseness);
  }

  /** When stroke {@code n} falls, in nanoseconds of play. */
  long at(long n) {
    return n * period + (long) (period * looseness * chance.at(n).unit());
  }

  /** The time, in nanoseconds, that certainly lies between a stroke and the {@code n}-th after. */
  long atLeast(int n) {
    return (long) (period * (n - looseness));
  }
}
