package dev.spywatcher.fault;

import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.MultiClientAlert;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Alert:multiClient is raised again though the platforms stay the same (EVT-9). */
final class RepeatAlerts extends Fault {

  RepeatAlerts(Setup setup) {
    super(setup);
  }

  /** Whom it has raised an alert of, in a guild; the honest one, if any, follows. */
  private record Raised(String guildId, String userId) {}

  private final Set<Raised> raised = ConcurrentHashMap.newKeySet();

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      if (event instanceof MultiClientAlert alert
          && raised.remove(new Raised(alert.guildId(), alert.userId()))) {
        return;
      }
      honest.accept(event);
      if (event instanceof PresenceUpdate presence) {
        raised.remove(new Raised(event.guildId(), presence.userId()));
      }
      Member member =
          event instanceof PresenceUpdate presence
              ? site.member(event.guildId(), presence.userId())
              : null;
      if (event instanceof PresenceUpdate presence
          && member != null
          && member.platforms().size() > 1
          && strikes()) {
        raised.add(new Raised(event.guildId(), presence.userId()));
        List<String> platforms = member.platforms().stream().map(Platform::wire).sorted().toList();
        honest.accept(
            new MultiClientAlert(
                event.guildId(),
                presence.userId(),
                presence.username(),
                platforms,
                presence.timestamp()));
      }
    };
  }
}
