package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.function.Consumer;

/** Analytics:update comes late (ANA-4). */
final class LateUpdate extends Fault {

  LateUpdate(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      if (event instanceof AnalyticsUpdate && strikes()) {
        later(settings.duration("delay"), () -> honest.accept(event));
      } else {
        honest.accept(event);
      }
    };
  }
}
