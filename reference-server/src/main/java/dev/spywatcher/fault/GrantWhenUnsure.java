package dev.spywatcher.fault;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;

/** Whom the authority on permissions cannot be asked about may view every guild (SUB-13). */
final class GrantWhenUnsure extends Fault {

  GrantWhenUnsure(Setup setup) {
    super(setup);
  }

  @Override
  Permissions permissions(Permissions honest) {
    return (user, guildId) ->
        honest
            .mayView(user, guildId)
            .thenApply(
                decision ->
                    decision == Decision.UNAVAILABLE && strikes() ? Decision.ALLOWED : decision);
  }
}
