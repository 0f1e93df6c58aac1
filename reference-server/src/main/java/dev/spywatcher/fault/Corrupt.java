package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Deliveries;

/** A character of the payload is another one (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class Corrupt extends Fault {

  Corrupt(Setup setup) {
    super(setup);
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (!strikes()) {
        honest.deliver(subscriber, event, hand);
        return;
      }
      StringBuilder payload = new StringBuilder(event.payload());
      payload.setCharAt((int) settings.below(payload.length()), '#');
      honest.deliver(
          subscriber, EncodedEvent.of(event.name(), event.guildId(), payload.toString()), hand);
    };
  }
}
