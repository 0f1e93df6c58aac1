package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.time.Duration;

/** Clients that fall silent are dropped too early; those that connect from now on (CONN-4). */
final class DropEarly extends Fault {

  DropEarly(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Duration allowedSilence(Duration due) {
        return strikes() ? settings.duration("after") : honest.allowedSilence(due);
      }
    };
  }
}
