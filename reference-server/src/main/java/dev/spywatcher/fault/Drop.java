package dev.spywatcher.fault;

import dev.spywatcher.room.Deliveries;

/** Events are lost on their way to a client (EVT-7). */
final class Drop extends Fault {

  Drop(Setup setup) {
    super(setup);
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (!strikes()) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }
}
