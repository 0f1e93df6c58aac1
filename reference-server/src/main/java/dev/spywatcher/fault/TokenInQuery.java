package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** A token in the query string is taken (AUTH-6). */
final class TokenInQuery extends Fault {

  TokenInQuery(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean looksIntoQuery() {
        return true;
      }
    };
  }
}
