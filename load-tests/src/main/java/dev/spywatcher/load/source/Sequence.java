package dev.spywatcher.load.source;

/** The events of one stream of one guild, numbered from 0. One thread posts, any may read. */
public final class Sequence {

  private volatile long begun;

  /** How many have been posted, or are being posted. */
  public long begun() {
    return begun;
  }

  /** Another is about to be posted. */
  long next() {
    long number = begun;
    begun = number + 1;
    return number;
  }

  /** The number of the latest event in a slot; -1 where none has been posted. */
  public long numberOf(int slot) {
    long latest = begun - 1;
    long number = latest - Math.floorMod(latest - slot, EventId.CYCLE);
    return number < 0 ? -1 : number;
  }
}
