package dev.spywatcher.limit;

import java.util.function.Supplier;

/** Who is let in, and how much each may send. Thread-safe. */
public interface Gate {

  /** Judges a handshake. */
  Admission admit(ClientAddress address);

  /** The judge of one client's packets, made new for each client. */
  Supplier<EmissionLimit.Ruling> emissions();

  /** A gate that keeps no limits. */
  static Gate open() {
    return new Gate() {
      @Override
      public Admission admit(ClientAddress address) {
        return new Admission.Admitted(() -> {});
      }

      @Override
      public Supplier<EmissionLimit.Ruling> emissions() {
        return () -> EmissionLimit.Ruling.ACCEPT;
      }
    };
  }
}
