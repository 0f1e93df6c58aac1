package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Activity within the throttle of analytics is never reported (ANA-4). */
final class NoTrailingUpdate extends Fault {

  NoTrailingUpdate(Setup setup) {
    super(setup);
  }

  private final Map<String, Instant> last = new HashMap<>();

  private synchronized boolean isLeading(String guildId) {
    Instant now = site.clock().instant();
    if (now.isBefore(last.getOrDefault(guildId, Instant.MIN).plus(settings.duration("interval")))) {
      return false;
    }
    last.put(guildId, now);
    return true;
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      if (!(event instanceof AnalyticsUpdate) || isLeading(event.guildId()) || !strikes()) {
        honest.accept(event);
      }
    };
  }
}
