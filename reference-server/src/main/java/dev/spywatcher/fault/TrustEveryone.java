package dev.spywatcher.fault;

import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.socket.Conduct;
import java.util.List;

/** X-Forwarded-For is believed from anyone near (LIM-5). */
final class TrustEveryone extends Fault {

  TrustEveryone(Setup setup) {
    super(setup);
  }

  private static final TrustedProxies NEAR =
      new TrustedProxies(List.of("127.0.0.0/8", "10.0.0.0/8", "192.168.0.0/16", "::1"));

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public TrustedProxies trusted(TrustedProxies configured) {
        return strikes() ? NEAR : honest.trusted(configured);
      }
    };
  }
}
