package dev.spywatcher.timeline;

/** One run of a scenario from the first event on, until a reset or the close. */
interface Play extends AutoCloseable {

  void begin();

  /** Ends it: nothing is delivered once this has returned, unless it was called by a delivery. */
  @Override
  void close();
}
