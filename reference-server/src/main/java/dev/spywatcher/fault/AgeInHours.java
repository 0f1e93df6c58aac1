package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.UserJoin;
import java.util.function.Consumer;

/** AccountAgeDays counts hours (EVT-5). */
final class AgeInHours extends Fault {

  AgeInHours(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof UserJoin join && strikes()
              ? new UserJoin(
                  join.guildId(),
                  join.userId(),
                  join.username(),
                  join.accountAgeDays() * 24,
                  join.timestamp())
              : event);
    };
  }
}
