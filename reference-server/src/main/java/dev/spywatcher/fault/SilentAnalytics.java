package dev.spywatcher.fault;

import dev.spywatcher.event.EventName;
import java.util.function.Consumer;

/** No analytics:update is sent (SUB-1). */
final class SilentAnalytics extends Fault {

  SilentAnalytics(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> {
      if (publication.event().name() != EventName.ANALYTICS_UPDATE || !strikes()) {
        honest.accept(publication);
      }
    };
  }
}
