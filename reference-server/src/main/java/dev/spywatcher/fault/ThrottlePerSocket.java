package dev.spywatcher.fault;

import dev.spywatcher.event.EventName;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The throttle of analytics is kept for each client, not for each guild (ANA-2, ANA-5). */
final class ThrottlePerSocket extends Fault {

  ThrottlePerSocket(Setup setup) {
    super(setup);
  }

  private final Map<Subscriber, Map<String, Instant>> next =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final AtomicReference<Duration> interval = new AtomicReference<>(Duration.ZERO);

  @Override
  Duration analyticsInterval(Duration honest) {
    interval.set(honest);
    return Duration.ZERO;
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      if (event.name() != EventName.ANALYTICS_UPDATE || isDue(subscriber, event.guildId())) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }

  private boolean isDue(Subscriber subscriber, String guildId) {
    Map<String, Instant> byGuild =
        next.computeIfAbsent(subscriber, key -> new ConcurrentHashMap<>());
    Instant now = site.clock().instant();
    if (now.isBefore(byGuild.getOrDefault(guildId, Instant.MIN))) {
      return false;
    }
    byGuild.put(guildId, now.plus(interval.get()));
    return true;
  }
}
