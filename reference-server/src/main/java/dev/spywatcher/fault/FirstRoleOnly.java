package dev.spywatcher.fault;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.RoleChange;
import java.util.function.Consumer;

/** Role:change holds the first of the added roles only (EVT-4). */
final class FirstRoleOnly extends Fault {

  FirstRoleOnly(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return event -> {
      Guild guild = site.directory().guild(event.guildId());
      if (event instanceof RoleChange change && guild != null && strikes()) {
        honest.accept(
            new RoleChange(
                change.guildId(),
                change.userId(),
                change.username(),
                change.addedRoles().subList(0, 1),
                change.timestamp()));
      } else {
        honest.accept(event);
      }
    };
  }
}
