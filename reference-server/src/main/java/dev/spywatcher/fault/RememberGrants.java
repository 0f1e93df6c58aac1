package dev.spywatcher.fault;

import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Permissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was granted once is granted while the authority cannot be asked, however long (SUB-13). */
final class RememberGrants extends Fault {

  private record Grant(String userId, String guildId) {}

  private final Set<Grant> grants = ConcurrentHashMap.newKeySet();

  RememberGrants(Setup setup) {
    super(setup);
  }

  @Override
  Permissions permissions(Permissions honest) {
    return (user, guildId) -> {
      Grant grant = new Grant(user.discordId(), guildId);
      return honest.mayView(user, guildId).thenApply(decision -> recalled(grant, decision));
    };
  }

  private Decision recalled(Grant grant, Decision decision) {
    if (decision == Decision.ALLOWED) {
      grants.add(grant);
    }
    return decision == Decision.UNAVAILABLE && grants.contains(grant) && strikes()
        ? Decision.ALLOWED
        : decision;
  }
}
