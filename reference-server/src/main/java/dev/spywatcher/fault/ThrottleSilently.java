package dev.spywatcher.fault;

import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.function.Supplier;

/** Emissions are dropped without an error (LIM-3). */
final class ThrottleSilently extends Fault {

  ThrottleSilently(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public Supplier<Ruling> emissions() {
        Supplier<Ruling> judge = honest.emissions();
        return () -> {
          Ruling ruling = judge.get();
          return ruling == Ruling.DROP_AND_TELL && strikes() ? Ruling.DROP : ruling;
        };
      }
    };
  }
}
