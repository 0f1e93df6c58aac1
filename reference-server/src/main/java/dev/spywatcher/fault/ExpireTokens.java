package dev.spywatcher.fault;

import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import dev.spywatcher.socket.Session;
import java.util.Map;

/** Every token has expired, also that of a client that is connected (AUTH-1). */
final class ExpireTokens extends Fault {

  ExpireTokens(Setup setup) {
    super(setup);
  }

  @Override
  void begin() {
    for (Session session : site.connected().get()) {
      if (session.identity() != null && strikes()) {
        session.sendEvent("error", Map.of("message", "Token expired"));
        session.disconnect();
      }
    }
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      return verdict instanceof Verdict.Accepted && strikes()
          ? new Verdict.Refused(TokenVerifier.INVALID, "the fault expire-tokens is on")
          : verdict;
    };
  }
}
