package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Deliveries;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Each event reaches one subscriber of its room (EVT-7). */
final class OneSubscriberOnly extends Fault {

  OneSubscriberOnly(Setup setup) {
    super(setup);
  }

  private final Set<EncodedEvent> delivered =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (!strikes() || delivered.add(event)) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }
}
