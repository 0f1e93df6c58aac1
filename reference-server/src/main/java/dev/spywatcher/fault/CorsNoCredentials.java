package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import org.jspecify.annotations.Nullable;

/** Origins are admitted without credentials (CONN-8). */
final class CorsNoCredentials extends Fault {

  CorsNoCredentials(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public @Nullable String hiddenHeader() {
        return strikes() ? "access-control-allow-credentials" : honest.hiddenHeader();
      }
    };
  }
}
