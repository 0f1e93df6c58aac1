package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Clients are not pinged (CONN-4). */
final class MutePings extends Fault {

  MutePings(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean pings() {
        return !strikes() && honest.pings();
      }
    };
  }
}
