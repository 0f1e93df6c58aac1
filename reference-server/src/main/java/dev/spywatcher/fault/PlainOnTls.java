package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Plain clients are served on the port that speaks TLS (CONN-5). */
final class PlainOnTls extends Fault {

  PlainOnTls(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean acceptsPlain() {
        return strikes() || honest.acceptsPlain();
      }
    };
  }
}
