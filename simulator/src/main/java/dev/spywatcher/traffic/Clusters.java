package dev.spywatcher.traffic;

import dev.spywatcher.population.Dice;
import java.util.Arrays;

/**
 * Bursts of a Hawkes process, as the clusters that it consists of (Hawkes and Oakes 1974): a first
 * message brings on others, each of those brings on more, every one after a time that is
 * exponentially distributed. Immutable and thread-safe.
 */
final class Clusters {

  /** No cluster has more messages than this times the mean. */
  private static final int LARGEST_TIMES_MEAN = 40;

  private final int[] sizes;

  /**
   * Clusters with so many messages in the mean.
   *
   * @param mean at least 1; each message brings on {@code 1 - 1/mean} others
   */
  Clusters(double mean) {
    this.sizes = sizes(mean);
  }

  /** How many messages the cluster of a card has. */
  int size(int card) {
    return sizes[card];
  }

  /**
   * When the messages of a cluster come, in order, the first at 0.
   *
   * @param decay mean time from a message to one that it brings on
   */
  static long[] times(int size, long decay, Dice dice) {
    long[] times = new long[size];
    if (size > 1) {
      int[] children = children(size, dice);
      int next = 1;
      for (int parent = 0; parent < size; parent++) {
        for (int child = 0; child < children[parent]; child++) {
          times[next++] = times[parent] + (long) (dice.exponential() * decay);
        }
      }
      Arrays.sort(times);
    }
    return times;
  }

  /**
   * How many messages each one brings on, breadth first. A family tree of so many whose numbers of
   * children are Poisson is as likely as any: throw the children on the parents, then begin where
   * the tree does not end too early (the cycle lemma of Dvoretzky and Motzkin).
   */
  private static int[] children(int size, Dice dice) {
    int[] thrown = new int[size];
    for (int child = 1; child < size; child++) {
      thrown[dice.below(size)]++;
    }
    int open = 0;
    int fewest = 0;
    int begin = 0;
    for (int i = 0; i < size; i++) {
      open += thrown[i] - 1;
      if (open < fewest) {
        fewest = open;
        begin = i + 1;
      }
    }
    int[] children = new int[size];
    for (int i = 0; i < size; i++) {
      children[i] = thrown[(begin + i) % size];
    }
    return children;
  }

  /** Quantiles of the Borel distribution, which the size of such a family tree has. */
  private static int[] sizes(double mean) {
    double branching = 1 - 1 / mean;
    int largest = (int) (LARGEST_TIMES_MEAN * mean);
    int[] sizes = new int[Deck.CARDS];
    double below = 0;
    double logFactorial = 0;
    int card = 0;
    for (int size = 1; size < largest && card < Deck.CARDS; size++) {
      logFactorial += StrictMath.log(size);
      double logExcited = size == 1 ? 0 : (size - 1) * StrictMath.log(branching * size);
      below += StrictMath.exp(logExcited - branching * size - logFactorial);
      while (card < Deck.CARDS && (card + 0.5) / Deck.CARDS < below) {
        sizes[card++] = size;
      }
    }
    Arrays.fill(sizes, card, Deck.CARDS, largest);
    return sizes;
  }
}
