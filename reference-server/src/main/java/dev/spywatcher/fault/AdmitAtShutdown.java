package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Newcomers are let in while the server shuts down (CONN-12). */
final class AdmitAtShutdown extends Fault {

  AdmitAtShutdown(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean refusesAtShutdown() {
        return !strikes() && honest.refusesAtShutdown();
      }
    };
  }
}
