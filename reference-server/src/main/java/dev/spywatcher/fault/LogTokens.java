package dev.spywatcher.fault;

import dev.spywatcher.auth.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients show to be let in is logged (AUTH-10). */
final class LogTokens extends Fault {

  private static final Logger log = LoggerFactory.getLogger(LogTokens.class);

  LogTokens(Setup setup) {
    super(setup);
  }

  @Override
  Tokens tokens(Tokens honest) {
    return auth -> {
      if (strikes()) {
        log.info("a client shows {}", auth);
      }
      return honest.verify(auth);
    };
  }
}
