package dev.spywatcher.load.crowd;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each event that is under way was sent. Thread-safe. */
public final class SendTimes {

  private final AtomicLongArray nanos = new AtomicLongArray(Numbering.WRITERS * Numbering.CYCLE);

  /** An event is sent now. */
  public void stamp(int writer, int number) {
    nanos.lazySet(writer * Numbering.CYCLE + number, System.nanoTime());
  }

  long at(int writer, int number) {
    return nanos.get(writer * Numbering.CYCLE + number);
  }
}
