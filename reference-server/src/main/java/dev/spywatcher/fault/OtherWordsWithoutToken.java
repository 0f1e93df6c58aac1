package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;

/** A client without a token is refused in other words (AUTH-2). */
final class OtherWordsWithoutToken extends Fault {

  OtherWordsWithoutToken(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      return verdict instanceof Verdict.Refused refused
              && refused.message().equals(TokenVerifier.REQUIRED)
              && strikes()
          ? new Verdict.Refused("Unauthorized", refused.reason())
          : verdict;
    };
  }
}
