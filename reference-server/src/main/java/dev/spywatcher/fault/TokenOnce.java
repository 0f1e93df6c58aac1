package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A token lets in one connection only (CONN-7). */
final class TokenOnce extends Fault {

  TokenOnce(Setup setup) {
    super(setup);
  }

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      Claims claims = Claims.of(auth);
      if (verdict instanceof Verdict.Accepted
          && claims != null
          && strikes()
          && !used.add(claims.compact())) {
        return new Verdict.Refused(TokenVerifier.INVALID, "the fault token-once is on");
      }
      return verdict;
    };
  }
}
