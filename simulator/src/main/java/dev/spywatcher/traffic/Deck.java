package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import java.util.function.IntUnaryOperator;

/**
 * How many events each episode of a storyline has, drawn like cards: every {@value #CARDS} episodes
 * draw each card once, in an order of their own. So the events of any number of episodes can be
 * counted without making them, which lets a play be entered at any position. Immutable and
 * thread-safe.
 */
final class Deck {

  static final int CARDS = 1024;
  private static final int BITS = 10;

  private final Chance chance;
  private final int[] events = new int[CARDS];
  private final long eventsOfAll;

  /**
   * A deck.
   *
   * @param events how many events an episode has that drew a card, from 0 to {@value #CARDS} - 1
   */
  Deck(Chance chance, IntUnaryOperator events) {
    this.chance = chance.stream("deck");
    long sum = 0;
    for (int card = 0; card < CARDS; card++) {
      this.events[card] = events.applyAsInt(card);
      sum += this.events[card];
    }
    this.eventsOfAll = sum;
  }

  /** The card that episode {@code n} draws. */
  int card(long n) {
    return shuffled((int) (n & CARDS - 1), chance.stream(n >>> BITS).key());
  }

  /** How many events the episodes before {@code n} have together. */
  long eventsBefore(long n) {
    long sum = (n >>> BITS) * eventsOfAll;
    long key = chance.stream(n >>> BITS).key();
    for (int i = 0; i < (n & CARDS - 1); i++) {
      sum += events[shuffled(i, key)];
    }
    return sum;
  }

  /** One to one from cards to cards, by steps that can each be undone. */
  private static int shuffled(int card, long key) {
    int x = card;
    for (int round = 0; round < 4; round++) {
      int part = (int) (key >>> 16 * round);
      x = x * (part | 1) + (part >>> 5) & CARDS - 1;
      x ^= x >>> BITS / 2;
    }
    return x;
  }
}
