package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;

/** Malformed packets are ignored (CONN-10). */
final class IgnoreMalformed extends Fault {

  IgnoreMalformed(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean closesMalformed(Session session) {
        return !strikes() && honest.closesMalformed(session);
      }
    };
  }
}
