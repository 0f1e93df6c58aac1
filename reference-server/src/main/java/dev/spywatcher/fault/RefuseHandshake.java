package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.Gate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Handshakes are refused with HTTP 429 (CONN-1, CONN-2). */
final class RefuseHandshake extends Fault {

  RefuseHandshake(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        if (strikes()) {
          return CompletableFuture.completedFuture(
              new Admission.Refused(
                  "the fault refuse-handshake is on", settings.duration("retry")));
        }
        return honest.admit(address, waived);
      }
    };
  }
}
