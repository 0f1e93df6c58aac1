package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.time.Duration;

/** A session that never connects is kept; those that open from now on (CONN-9). */
final class NoConnectTimeout extends Fault {

  NoConnectTimeout(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Duration connectTimeout(Duration due) {
        return strikes() ? Duration.ofDays(365) : honest.connectTimeout(due);
      }
    };
  }
}
