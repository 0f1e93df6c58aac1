package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import org.jspecify.annotations.Nullable;

/** Any version of the protocol is taken for the present one (CONN-10). */
final class OldProtocol extends Fault {

  OldProtocol(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean speaks(@Nullable String version) {
        return strikes() || honest.speaks(version);
      }
    };
  }
}
