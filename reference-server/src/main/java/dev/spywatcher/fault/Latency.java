package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;

/** Every event arrives later, by a time that may vary, in their order (EVT-6). */
final class Latency extends DelayedDelivery {

  Latency(Setup setup) {
    super(setup);
  }

  @Override
  Delay delay(EncodedEvent event) {
    long varying = settings.below(settings.duration("jitter").toMillis() + 1);
    return Delay.inOrder(settings.duration("delay").toMillis() + varying);
  }
}
