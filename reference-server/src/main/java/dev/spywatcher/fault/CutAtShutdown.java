package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Clients are cut off when the server shuts down (CONN-12). */
final class CutAtShutdown extends Fault {

  CutAtShutdown(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean endsCleanly() {
        return !strikes() && honest.endsCleanly();
      }
    };
  }
}
