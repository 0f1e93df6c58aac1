package dev.spywatcher.fault;

import dev.spywatcher.room.Delay;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Subscriber;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** One in fifty events of a client arrives later, and so do those behind it (EVT-6). */
final class StallOneInFifty extends Fault {

  private final Map<Subscriber, Integer> counts = Collections.synchronizedMap(new WeakHashMap<>());

  StallOneInFifty(Setup setup) {
    super(setup);
  }

  private boolean isFiftieth(Subscriber subscriber) {
    return counts.merge(subscriber, 1, Integer::sum) % (int) Math.max(1, settings.number("every"))
        == 0;
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      Delay own =
          isFiftieth(subscriber) && strikes()
              ? Delay.inOrder(settings.duration("delay").toMillis())
              : Delay.NONE;
      honest.deliver(subscriber, event, (given, more) -> hand.give(given, own.and(more)));
    };
  }
}
