package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.function.Consumer;

/** Channel counts of diverse users are too high (ANA-7). */
final class WrongChannelCount extends Fault {

  WrongChannelCount(Setup setup) {
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
                  update.lurkers(),
                  update.channelDiversity().stream()
                      .map(
                          row ->
                              new AnalyticsUpdate.ChannelDiversity(
                                  row.userId(), row.username(), row.channelCount() + 1))
                      .toList(),
                  update.timestamp())
              : event);
    };
  }
}
