package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** What waits for a poll is lost when the client upgrades (CONN-2). */
final class LoseOnUpgrade extends Fault {

  LoseOnUpgrade(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean keepsWhatWaits() {
        return !strikes() && honest.keepsWhatWaits();
      }
    };
  }
}
