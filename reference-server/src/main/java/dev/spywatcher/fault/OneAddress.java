package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.Gate;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All addresses share their limits (LIM-5). */
final class OneAddress extends Fault {

  OneAddress(Setup setup) {
    super(setup);
  }

  private final AtomicReference<@Nullable ClientAddress> first = new AtomicReference<>();

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        if (!strikes()) {
          return honest.admit(address, waived);
        }
        return honest.admit(first.updateAndGet(known -> known == null ? address : known), waived);
      }
    };
  }
}
