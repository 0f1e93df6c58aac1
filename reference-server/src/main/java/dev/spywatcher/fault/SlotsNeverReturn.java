package dev.spywatcher.fault;

import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A connection that has closed is counted still (LIM-2). */
final class SlotsNeverReturn extends Fault {

  SlotsNeverReturn(Setup setup) {
    super(setup);
  }

  /** The slots of connections that have closed. */
  private final Queue<Runnable> kept = new ConcurrentLinkedQueue<>();

  @Override
  void ended() {
    for (Runnable leave = kept.poll(); leave != null; leave = kept.poll()) {
      leave.run();
    }
  }

  @Override
  Gate gate(Gate honest) {
    return new Gate() {
      @Override
      public Admission admit(ClientAddress address) {
        Admission admission = honest.admit(address);
        return admission instanceof Admission.Admitted admitted && strikes()
            ? new Admission.Admitted(() -> kept.add(admitted.leave()))
            : admission;
      }

      @Override
      public Supplier<Ruling> emissions() {
        return honest.emissions();
      }
    };
  }
}
