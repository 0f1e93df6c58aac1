package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** After a rejection nobody is let in for a while (AUTH-7). */
final class RejectionBans extends Fault {

  RejectionBans(Setup setup) {
    super(setup);
  }

  private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Instant now = site.clock().instant();
      Verdict verdict = honest.verify(auth);
      if (verdict instanceof Verdict.Refused && strikes()) {
        until.set(now.plus(settings.duration("while")));
      }
      return now.isBefore(until.get())
          ? new Verdict.Refused(TokenVerifier.INVALID, "the fault rejection-bans is on")
          : verdict;
    };
  }
}
