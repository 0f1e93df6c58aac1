package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;

/** Events arrive later by a time that varies, in their order (EVT-6). */
final class Jitter extends DelayedDelivery {

  Jitter(Setup setup) {
    super(setup);
  }

  @Override
  long delayMillis(EncodedEvent event) {
    int most = (int) settings.duration("most").toMillis();
    return strikes() ? settings.below(most + 1) : 0;
  }
}
