package dev.spywatcher.traffic;

/**
 * One kind of behaviour in one guild, as a row of episodes. Immutable: any episode can be made
 * again alone, and the events of all before it can be counted without making them.
 */
interface Storyline {

  /**
   * When episode {@code n} begins, in nanoseconds of play; never before the one before it. {@link
   * Long#MAX_VALUE} where there is no such episode.
   */
  long beginning(long n);

  /** The first episode that does not begin before {@code nanos}. */
  long firstFrom(long nanos);

  /** How many events the episodes before {@code n} have together. */
  long eventsBefore(long n);

  /** No episode lasts longer, in nanoseconds. */
  long longest();

  /** Tells what happens in episode {@code n}: nothing before its beginning. */
  void tell(long n, Episode into);
}
