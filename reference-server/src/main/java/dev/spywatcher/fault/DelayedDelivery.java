package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Delay;
import dev.spywatcher.room.Deliveries;

/** Delivers later. */
abstract class DelayedDelivery extends Fault {

  DelayedDelivery(Setup setup) {
    super(setup);
  }

  /** How much later, where it strikes. */
  abstract Delay delay(EncodedEvent event);

  @Override
  final Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      Delay own = strikes() ? delay(event) : Delay.NONE;
      honest.deliver(subscriber, event, (given, more) -> hand.give(given, own.and(more)));
    };
  }
}
