package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import java.util.function.Consumer;

/** The status dnd goes by another word (EVT-3). */
final class OtherStatusWords extends Fault {

  OtherStatusWords(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof PresenceUpdate presence && presence.status().equals("dnd") && strikes()
              ? new PresenceUpdate(
                  presence.guildId(),
                  presence.userId(),
                  presence.username(),
                  "do_not_disturb",
                  presence.timestamp())
              : event);
    };
  }
}
