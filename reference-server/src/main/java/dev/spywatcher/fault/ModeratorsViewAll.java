package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;

/** A moderator views every guild (SUB-14). */
final class ModeratorsViewAll extends Fault {

  ModeratorsViewAll(Setup setup) {
    super(setup);
  }

  @Override
  Permissions permissions(Permissions honest) {
    return (user, guildId) -> {
      return user.role() == Role.MODERATOR && strikes()
          ? honest.mayView(new Identity(user.discordId(), Role.ADMIN, user.expiresAt()), guildId)
          : honest.mayView(user, guildId);
    };
  }
}
