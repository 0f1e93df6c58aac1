package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.MultiClientAlert;
import java.util.function.Consumer;

/** Alert:multiClient names one platform only (EVT-2). */
final class AlertFirstPlatform extends Fault {

  AlertFirstPlatform(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof MultiClientAlert alert && strikes()
              ? new MultiClientAlert(
                  alert.guildId(),
                  alert.userId(),
                  alert.username(),
                  alert.platforms().subList(0, 1),
                  alert.timestamp())
              : event);
    };
  }
}
