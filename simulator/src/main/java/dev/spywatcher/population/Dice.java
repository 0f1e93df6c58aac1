package dev.spywatcher.population;

import java.util.List;

/**
 * The throws that belong to one position of a {@link Chance}, in order (SplitMix64). Meant to live
 * as long as one person or episode is being made. Not thread-safe.
 */
public final class Dice {

  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(long state) {
    this.state = state;
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return Chance.mix(state);
  }

  /** Evenly from 0 (inclusive) to 1 (exclusive). */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Evenly from 0 to {@code bound} - 1; {@code bound} is at least 1. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** From 0 to {@code bound} - 1, the low ones more often: the first channels are the busiest. */
  public int fewOf(int bound) {
    double unit = unit();
    return (int) (unit * unit * bound);
  }

  /** Evenly from {@code low} (inclusive) to {@code high} (exclusive). */
  public long between(long low, long high) {
    return low + (long) (unit() * (high - low));
  }

  /** Whether something happens that does so once in {@code times}. */
  public boolean onceIn(int times) {
    return below(times) == 0;
  }

  /** Whether something happens that does so {@code percent} times in a hundred. */
  public boolean percent(int percent) {
    return below(100) < percent;
  }

  /** Exponentially distributed with mean 1, and never over 37. */
  public double exponential() {
    return Exponential.quantile(unit());
  }

  /** One of {@code choices}, each as likely. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
