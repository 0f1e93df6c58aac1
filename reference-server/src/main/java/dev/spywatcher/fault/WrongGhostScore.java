package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.function.Consumer;

/** Ghost scores are too high (ANA-7). */
final class WrongGhostScore extends Fault {

  WrongGhostScore(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof AnalyticsUpdate update && strikes()
              ? new AnalyticsUpdate(
                  update.guildId(),
                  update.ghosts().stream()
                      .map(
                          row ->
                              new AnalyticsUpdate.Ghost(
                                  row.userId(), row.username(), row.ghostScore() + 1))
                      .toList(),
                  update.lurkers(),
                  update.channelDiversity(),
                  update.timestamp())
              : event);
    };
  }
}
