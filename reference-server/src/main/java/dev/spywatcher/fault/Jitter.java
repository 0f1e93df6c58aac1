package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;

/** Events arrive later by a time that varies, in their order (EVT-6). */
final class Jitter extends DelayedDelivery {

  Jitter(Setup setup) {
    super(setup);
  }

  @Override
  Delay delay(EncodedEvent event) {
    return Delay.inOrder(settings.below(settings.duration("most").toMillis() + 1));
  }
}
