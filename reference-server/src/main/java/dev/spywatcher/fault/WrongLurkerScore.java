package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.function.Consumer;

/** Lurker scores are too low (ANA-7). */
final class WrongLurkerScore extends Fault {

  WrongLurkerScore(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof AnalyticsUpdate update && strikes()
              ? new AnalyticsUpdate(
                  update.guildId(),
                  update.ghosts(),
                  update.lurkers().stream()
                      .map(
                          row ->
                              new AnalyticsUpdate.Lurker(
                                  row.userId(),
                                  row.username(),
                                  row.lurkerScore() / 2,
                                  row.channelCount()))
                      .toList(),
                  update.channelDiversity(),
                  update.timestamp())
              : event);
    };
  }
}
