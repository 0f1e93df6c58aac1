package dev.spywatcher.fault;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;
import java.util.concurrent.CompletableFuture;

/** Everyone may view every guild (SUB-6). */
final class NoPermissionCheck extends Fault {

  NoPermissionCheck(Setup setup) {
    super(setup);
  }

  @Override
  Permissions permissions(Permissions honest) {
    return (user, guildId) -> {
      return strikes()
          ? CompletableFuture.completedFuture(Decision.ALLOWED)
          : honest.mayView(user, guildId);
    };
  }
}
