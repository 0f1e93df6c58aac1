package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.auth.Verdict;
import java.util.Map;

/** A client without a token is let in (AUTH-2). */
final class NoTokenNeeded extends Fault {

  NoTokenNeeded(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      Object token = auth instanceof Map<?, ?> fields ? fields.get("token") : null;
      return (token == null || token.equals("")) && strikes()
          ? new Verdict.Accepted(new Identity("anonymous", Role.USER, null))
          : honest.verify(auth);
    };
  }
}
