package dev.spywatcher.fault;

import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.function.Supplier;

/** A client that exceeds its rate once is disconnected (LIM-3). */
final class DisconnectAtOnce extends Fault {

  DisconnectAtOnce(Setup setup) {
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
          return ruling == Ruling.DROP_AND_TELL && strikes() ? Ruling.DISCONNECT : ruling;
        };
      }
    };
  }
}
