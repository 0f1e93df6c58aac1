package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** What clients answer to pings is lost, and they count as gone (CONN-4). */
final class LostPong extends Fault {

  LostPong(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean hearsPongs() {
        return !strikes() && honest.hearsPongs();
      }
    };
  }
}
