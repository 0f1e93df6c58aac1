package dev.spywatcher.fault;

import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Subscriber;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** One in fifty events is lost (EVT-7). */
final class LoseOneInFifty extends Fault {

  LoseOneInFifty(Setup setup) {
    super(setup);
  }

  private final Map<Subscriber, Integer> counts = Collections.synchronizedMap(new WeakHashMap<>());

  private boolean isFiftieth(Subscriber subscriber) {
    return counts.merge(subscriber, 1, Integer::sum) % (int) Math.max(1, settings.number("every"))
        == 0;
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (!isFiftieth(subscriber) || !strikes()) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }
}
