package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.function.Supplier;

/** All clients share one rate of emissions (LIM-5). */
final class OneEventRate extends Fault {

  OneEventRate(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    Supplier<Ruling> shared = honest.emissions();
    return new Gate() {
      @Override
      public Admission admit(ClientAddress address) {
        return honest.admit(address);
      }

      @Override
      public Supplier<Ruling> emissions() {
        return shared;
      }
    };
  }
}
