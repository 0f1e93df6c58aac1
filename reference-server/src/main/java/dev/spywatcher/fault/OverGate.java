package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Passes everything on; a fault overrides what it breaks. */
abstract class OverGate implements Gate {

  final Gate honest;

  OverGate(Gate honest) {
    this.honest = honest;
  }

  @Override
  public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
    return honest.admit(address, waived);
  }

  @Override
  public Supplier<Ruling> emissions() {
    return honest.emissions();
  }

  /**
   * A gate that waives a limit whenever the fault strikes; the limits themselves go on counting.
   */
  static Gate waiving(Waiver waiver, Fault fault, Gate honest) {
    return new OverGate(honest) {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        Set<Waiver> more = EnumSet.of(waiver);
        more.addAll(waived);
        return honest.admit(address, fault.strikes() ? more : waived);
      }
    };
  }
}
