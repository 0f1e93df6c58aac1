package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;

/** Each client gets so many bytes of events a second (EVT-6). */
final class SlowDrain extends DelayedDelivery {

  SlowDrain(Setup setup) {
    super(setup);
  }

  @Override
  Delay delay(EncodedEvent event) {
    return Delay.afterLast(
        (long) (event.frame().length * 1_000 / Math.max(1, settings.number("bytes"))));
  }
}
