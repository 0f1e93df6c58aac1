package dev.spywatcher.fault;

import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.function.Supplier;

/** Emissions of a client are not throttled (LIM-3). */
final class NoEventRate extends Fault {

  NoEventRate(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public Supplier<Ruling> emissions() {
        Supplier<Ruling> judge = honest.emissions();
        return () -> strikes() ? Ruling.ACCEPT : judge.get();
      }
    };
  }
}
