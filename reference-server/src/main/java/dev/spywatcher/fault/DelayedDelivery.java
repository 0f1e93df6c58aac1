package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Subscriber;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Delivers later, in order. */
abstract class DelayedDelivery extends Fault {

  private final Map<Subscriber, Long> lastDue = Collections.synchronizedMap(new WeakHashMap<>());

  DelayedDelivery(Setup setup) {
    super(setup);
  }

  /** How much later than now, or than what is under way to the same client. */
  abstract long delayMillis(EncodedEvent event);

  @Override
  final Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      long delay = wait(subscriber, delayMillis(event));
      honest.deliver(subscriber, event, (given, more) -> hand.give(given, delay + more));
    };
  }

  private long wait(Subscriber subscriber, long delay) {
    long now = site.clock().instant().toEpochMilli();
    long due =
        lastDue.merge(subscriber, now + delay, (last, next) -> Math.max(last + step(delay), next));
    return due - now;
  }

  /** The least time between two events of a client. */
  long step(long delay) {
    return 1;
  }
}
