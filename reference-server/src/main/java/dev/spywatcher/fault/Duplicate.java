package dev.spywatcher.fault;

import dev.spywatcher.room.Deliveries;

/** Events arrive twice (EVT-7). */
final class Duplicate extends Fault {

  Duplicate(Setup setup) {
    super(setup);
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      honest.deliver(subscriber, event, hand);
      if (strikes()) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }
}
