package dev.spywatcher.population;

/**
 * A source of chance that has no state: what it yields is a function of the seed, of the streams
 * that led to it, and of a position. Immutable and thread-safe.
 */
public record Chance(long key) {

  /** The chance of a whole run. */
  public static Chance of(long seed) {
    return new Chance(mix(seed + Dice.GOLDEN_GAMMA));
  }

  /** An independent chance for the part of the run called {@code name}. */
  public Chance stream(String name) {
    long hash = key;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash * 31 + name.charAt(i) + 1);
    }
    return new Chance(mix(hash + name.length()));
  }

  /** An independent chance for the part of the run that has this number. */
  public Chance stream(long number) {
    return new Chance(mix(mix(key + Dice.GOLDEN_GAMMA) ^ mix(number)));
  }

  /** The dice that are thrown at {@code position}: the same ones each time it is asked for. */
  public Dice at(long position) {
    return new Dice(mix(key ^ mix(position + Dice.GOLDEN_GAMMA)));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
