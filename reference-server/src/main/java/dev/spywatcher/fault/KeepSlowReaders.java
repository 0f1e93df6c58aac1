package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** A client that does not read is kept, whatever waits for it (LIM-6). */
final class KeepSlowReaders extends Fault {

  KeepSlowReaders(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean boundsQueues() {
        return !strikes() && honest.boundsQueues();
      }
    };
  }
}
