package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.Gate;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A connection that has closed is counted still (LIM-2). */
final class SlotsNeverReturn extends Fault {

  SlotsNeverReturn(Setup setup) {
    super(setup);
  }

  /** The slots of connections that have closed. */
  private final Queue<Runnable> kept = new ConcurrentLinkedQueue<>();

  @Override
  void ended() {
    giveBack();
  }

  private void keep(Runnable slot) {
    kept.add(slot);
    if (isOver()) {
      giveBack();
    }
  }

  private void giveBack() {
    for (Runnable leave = kept.poll(); leave != null; leave = kept.poll()) {
      leave.run();
    }
  }

  @Override
  Gate gate(Gate honestGate) {
    return new OverGate(honestGate) {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        return honest
            .admit(address, waived)
            .thenApply(
                admission ->
                    admission instanceof Admission.Admitted admitted && strikes()
                        ? new Admission.Admitted(() -> keep(admitted.leave()))
                        : admission);
      }
    };
  }
}
