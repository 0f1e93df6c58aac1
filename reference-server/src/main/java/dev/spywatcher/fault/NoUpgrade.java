package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Probes of a websocket are not answered (CONN-2). */
final class NoUpgrade extends Fault {

  NoUpgrade(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean answersProbes() {
        return !strikes() && honest.answersProbes();
      }
    };
  }
}
