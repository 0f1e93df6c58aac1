package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import org.jspecify.annotations.Nullable;

/** Refusals do not say when to try again (LIM-1). */
final class NoRetryAfter extends Fault {

  NoRetryAfter(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public @Nullable String hiddenHeader() {
        return strikes() ? "retry-after" : honest.hiddenHeader();
      }
    };
  }
}
