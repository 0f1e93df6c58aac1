package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import java.util.function.Consumer;

/** Who goes offline is not reported (EVT-3). */
final class HideOffline extends Fault {

  HideOffline(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      if (!(event instanceof PresenceUpdate presence)
          || !presence.status().equals("offline")
          || !strikes()) {
        honest.accept(event);
      }
    };
  }
}
