package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;

/** Every other event is overtaken by those after it (EVT-7). */
final class Reorder extends DelayedDelivery {

  Reorder(Setup setup) {
    super(setup);
  }

  @Override
  Delay delay(EncodedEvent event) {
    return settings.happens(0.5) ? Delay.overtaken(settings.duration("by").toMillis()) : Delay.NONE;
  }
}
