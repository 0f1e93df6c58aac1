package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** A rejected client is served all the same (AUTH-5). */
final class ServeRejected extends Fault {

  ServeRejected(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean endsRejected() {
        return !strikes() && honest.endsRejected();
      }
    };
  }
}
