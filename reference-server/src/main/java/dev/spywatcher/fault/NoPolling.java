package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Polling is refused (CONN-2). */
final class NoPolling extends Fault {

  NoPolling(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean serves(String transport) {
        return !(transport.equals("polling") && strikes()) && honest.serves(transport);
      }
    };
  }
}
