package dev.spywatcher.fault;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Member;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.RoleChange;
import java.util.function.Consumer;

/** Role:change holds all roles of the member, not those added (EVT-4). */
final class AllRoles extends Fault {

  AllRoles(Setup setup) {
    super(setup);
  }

  private static boolean holds(Guild guild, String userId, String roleId) {
    Member member = guild.member(userId);
    return member != null && member.roleIds().contains(roleId);
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
                guild.roles().values().stream()
                    .filter(role -> holds(guild, change.userId(), role.id()))
                    .map(GuildDefinition.Role::name)
                    .toList(),
                change.timestamp()));
      } else {
        honest.accept(event);
      }
    };
  }
}
