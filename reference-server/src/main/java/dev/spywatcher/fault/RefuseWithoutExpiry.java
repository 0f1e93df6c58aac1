package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;

/** A token that never expires is refused (AUTH-1). */
final class RefuseWithoutExpiry extends Fault {

  RefuseWithoutExpiry(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Claims claims = Claims.of(auth);
      return claims != null && !claims.body().has("exp") && strikes()
          ? new Verdict.Refused(TokenVerifier.INVALID, "the fault refuse-without-expiry is on")
          : honest.verify(auth);
    };
  }
}
