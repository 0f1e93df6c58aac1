package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One throttle of analytics is kept for all guilds (ANA-3). */
final class ThrottleAllGuilds extends Fault {

  ThrottleAllGuilds(Setup setup) {
    super(setup);
  }

  private Instant free = Instant.MIN;

  /** How long an update has to wait for its turn. */
  private synchronized Duration wait(Instant now) {
    Instant turn = free.isAfter(now) ? free : now;
    free = turn.plus(settings.duration("interval"));
    return Duration.between(now, turn);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      if (!(event instanceof AnalyticsUpdate) || !strikes()) {
        honest.accept(event);
        return;
      }
      Duration wait = wait(site.clock().instant());
      if (wait.isZero()) {
        honest.accept(event);
      } else {
        later(wait, () -> honest.accept(event));
      }
    };
  }
}
