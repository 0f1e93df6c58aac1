package dev.spywatcher.fault;

import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All clients share one rate of emissions (LIM-5). */
final class OneEventRate extends Fault {

  OneEventRate(Setup setup) {
    super(setup);
  }

  /** Kept for as long as the fault is on, whatever else is switched. */
  private final AtomicReference<@Nullable Supplier<Ruling>> shared = new AtomicReference<>();

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public Supplier<Ruling> emissions() {
        if (!strikes()) {
          return honest.emissions();
        }
        return shared.updateAndGet(known -> known == null ? honest.emissions() : known);
      }
    };
  }
}
