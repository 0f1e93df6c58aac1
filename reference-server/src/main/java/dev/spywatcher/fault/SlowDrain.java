package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;

/** Each client gets so many bytes of events a second (EVT-6). */
final class SlowDrain extends DelayedDelivery {

  SlowDrain(Setup setup) {
    super(setup);
  }

  @Override
  long step(long delay) {
    return delay;
  }

  @Override
  long delayMillis(EncodedEvent event) {
    return strikes()
        ? (long) (event.frame().length * 1_000 / Math.max(1, settings.number("bytes")))
        : 0;
  }
}
