package dev.spywatcher.fault;

import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import dev.spywatcher.socket.CloseReason;
import dev.spywatcher.socket.Session;
import java.util.List;

/** A rejection closes every other connection (AUTH-7). */
final class RejectionClosesOthers extends Fault {

  RejectionClosesOthers(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Verdict verdict = honest.verify(auth);
      if (verdict instanceof Verdict.Refused && strikes()) {
        for (Session session : List.copyOf(site.connected().get())) {
          if (session.identity() != null) {
            session.close(CloseReason.TRANSPORT_CLOSED);
          }
        }
      }
      return verdict;
    };
  }
}
