package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;

/** Every event arrives later (EVT-6). */
final class Latency extends DelayedDelivery {

  Latency(Setup setup) {
    super(setup);
  }

  @Override
  long delayMillis(EncodedEvent event) {
    return strikes() ? settings.duration("delay").toMillis() : 0;
  }
}
