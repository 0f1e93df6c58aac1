package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.time.Duration;

/** Clients that fall silent are never dropped (CONN-4). */
final class KeepSilentClients extends Fault {

  KeepSilentClients(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Duration allowedSilence(Duration due) {
        return strikes() ? Duration.ofDays(365) : honest.allowedSilence(due);
      }
    };
  }
}
