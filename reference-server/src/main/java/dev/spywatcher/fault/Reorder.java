package dev.spywatcher.fault;

import dev.spywatcher.room.Deliveries;

/** Every other event is overtaken by those after it (EVT-7). */
final class Reorder extends Fault {

  Reorder(Setup setup) {
    super(setup);
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      boolean late = strikes() && settings.happens(0.5);
      long by = settings.duration("by").toMillis();
      honest.deliver(
          subscriber, event, (given, delay) -> hand.give(given, delay + (late ? by : 0)));
    };
  }
}
