package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;

/** Every event arrives later (EVT-6). */
final class Latency extends DelayedDelivery {

  Latency(Setup setup) {
    super(setup);
  }

  @Override
  Delay delay(EncodedEvent event) {
    return Delay.inOrder(settings.duration("delay").toMillis());
  }
}
