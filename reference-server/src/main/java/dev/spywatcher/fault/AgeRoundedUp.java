package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.UserJoin;
import java.util.function.Consumer;

/** AccountAgeDays counts days that have begun (EVT-5). */
final class AgeRoundedUp extends Fault {

  AgeRoundedUp(Setup setup) {
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
                  join.accountAgeDays() + 1,
                  join.timestamp())
              : event);
    };
  }
}
