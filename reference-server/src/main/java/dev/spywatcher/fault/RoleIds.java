package dev.spywatcher.fault;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.RoleChange;
import java.util.function.Consumer;

/** Role:change holds the ids of the roles in place of their names (EVT-4). */
final class RoleIds extends Fault {

  RoleIds(Setup setup) {
    super(setup);
  }

  private static String id(Guild guild, String name) {
    return guild.roles().values().stream()
        .filter(role -> role.name().equals(name))
        .map(GuildDefinition.Role::id)
        .findFirst()
        .orElse(name);
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
                change.addedRoles().stream().map(name -> id(guild, name)).toList(),
                change.timestamp()));
      } else {
        honest.accept(event);
      }
    };
  }
}
