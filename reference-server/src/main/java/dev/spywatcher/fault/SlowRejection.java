package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.time.Duration;

/** Rejections come late (AUTH-5). */
final class SlowRejection extends Fault {

  SlowRejection(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Duration rejectionDelay() {
        return strikes() ? settings.duration("delay") : honest.rejectionDelay();
      }
    };
  }
}
