package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;

/** Everyone is let in, with a token or without (AUTH-2, AUTH-3, AUTH-4). */
final class NoTokenCheck extends Fault {

  NoTokenCheck(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      if (verdict instanceof Verdict.Accepted || !strikes()) {
        return verdict;
      }
      Claims claims = Claims.of(auth);
      return new Verdict.Accepted(
          claims == null ? new Identity("anonymous", Role.USER, null) : claims.identity());
    };
  }
}
