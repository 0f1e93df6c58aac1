package dev.spywatcher.fault;

import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The lists of analytics:update are sorted the wrong way round (ANA-6). */
final class UnsortedFigures extends Fault {

  UnsortedFigures(Setup setup) {
    super(setup);
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      honest.accept(
          event instanceof AnalyticsUpdate update && strikes()
              ? new AnalyticsUpdate(
                  update.guildId(),
                  reversed(update.ghosts()),
                  reversed(update.lurkers()),
                  reversed(update.channelDiversity()),
                  update.timestamp())
              : event);
    };
  }
}
