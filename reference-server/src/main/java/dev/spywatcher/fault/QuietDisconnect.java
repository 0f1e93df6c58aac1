package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** The server disconnects clients without telling them (CONN-6). */
final class QuietDisconnect extends Fault {

  QuietDisconnect(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean tellsDisconnect() {
        return !strikes() && honest.tellsDisconnect();
      }
    };
  }
}
