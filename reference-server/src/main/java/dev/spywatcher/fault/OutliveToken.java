package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;

/** A connection outlives its token (AUTH-9). */
final class OutliveToken extends Fault {

  OutliveToken(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      return verdict instanceof Verdict.Accepted accepted && strikes()
          ? new Verdict.Accepted(
              new Identity(accepted.identity().discordId(), accepted.identity().role(), null))
          : verdict;
    };
  }
}
