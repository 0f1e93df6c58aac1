package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.room.Deliveries;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Each subscriber gets analytics:update with a timestamp of its own (ANA-5). */
final class UpdateTimesDiffer extends Fault {

  UpdateTimesDiffer(Setup setup) {
    super(setup);
  }

  private final AtomicLong steps = new AtomicLong();

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (event.name() != EventName.ANALYTICS_UPDATE || !strikes()) {
        honest.deliver(subscriber, event, hand);
        return;
      }
      EncodedEvent own =
          Payloads.changed(
              event,
              payload -> {
                Instant time =
                    Instant.parse(payload.path("timestamp").asText())
                        .plusMillis(steps.incrementAndGet() % 1_000);
                payload.put("timestamp", WireTime.of(time));
              });
      honest.deliver(subscriber, own, hand);
    };
  }
}
