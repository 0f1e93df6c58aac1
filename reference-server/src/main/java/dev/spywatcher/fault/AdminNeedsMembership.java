package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;

/** An administrator views the guilds of which it is a member only (SUB-14). */
final class AdminNeedsMembership extends Fault {

  AdminNeedsMembership(Setup setup) {
    super(setup);
  }

  @Override
  Permissions permissions(Permissions honest) {
    return (user, guildId) -> {
      return user.role() == Role.ADMIN && strikes()
          ? honest.mayView(new Identity(user.discordId(), Role.USER, user.expiresAt()), guildId)
          : honest.mayView(user, guildId);
    };
  }
}
