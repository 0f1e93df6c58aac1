package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Analytics:update is sent again though nothing has changed (ANA-6). */
final class UnchangedUpdates extends Fault {

  UnchangedUpdates(Setup setup) {
    super(setup);
  }

  private final Map<String, AnalyticsUpdate> latest = new ConcurrentHashMap<>();

  private void again(AnalyticsUpdate update, Consumer<ServerEvent> honest) {
    if (!update.equals(latest.get(update.guildId()))) {
      return;
    }
    AnalyticsUpdate next =
        new AnalyticsUpdate(
            update.guildId(),
            update.ghosts(),
            update.lurkers(),
            update.channelDiversity(),
            site.clock().instant());
    latest.put(next.guildId(), next);
    honest.accept(next);
    later(settings.duration("interval"), () -> again(next, honest));
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(event);
      if (event instanceof AnalyticsUpdate update) {
        latest.put(event.guildId(), update);
        if (strikes()) {
          later(settings.duration("interval"), () -> again(update, honest));
        }
      }
    };
  }
}
