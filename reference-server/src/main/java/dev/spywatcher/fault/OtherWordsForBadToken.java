package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;

/** A bad token is refused in other words (AUTH-3, AUTH-4). */
final class OtherWordsForBadToken extends Fault {

  OtherWordsForBadToken(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      return verdict instanceof Verdict.Refused refused
              && refused.message().equals(TokenVerifier.INVALID)
              && strikes()
          ? new Verdict.Refused("jwt malformed", refused.reason())
          : verdict;
    };
  }
}
