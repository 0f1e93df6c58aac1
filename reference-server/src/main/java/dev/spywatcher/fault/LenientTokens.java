package dev.spywatcher.fault;

import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** Takes tokens that have certain flaws and no others. */
abstract class LenientTokens extends Fault {

  private final Set<Claims.Flaw> forgiven;

  LenientTokens(Setup setup, Claims.Flaw first, Claims.Flaw... more) {
    super(setup);
    this.forgiven = EnumSet.of(first, more);
  }

  @Override
  final Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      Claims claims = verdict instanceof Verdict.Refused ? Claims.of(auth) : null;
      if (claims == null
          || !forgiven.containsAll(claims.flaws(site.secret(), site.clock().instant()))
          || !strikes()) {
        return verdict;
      }
      return new Verdict.Accepted(claims.identity());
    };
  }
}
