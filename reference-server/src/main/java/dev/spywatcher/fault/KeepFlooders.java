package dev.spywatcher.fault;

import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.function.Supplier;

/** A client that floods is never disconnected (LIM-3). */
final class KeepFlooders extends Fault {

  KeepFlooders(Setup setup) {
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
          return ruling == Ruling.DISCONNECT && strikes() ? Ruling.DROP : ruling;
        };
      }
    };
  }
}
