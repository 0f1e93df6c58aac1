package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Every origin is admitted, with credentials (CONN-8). */
final class CorsAnyOrigin extends Fault {

  CorsAnyOrigin(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean admitsEveryOrigin() {
        return strikes() || honest.admitsEveryOrigin();
      }
    };
  }
}
