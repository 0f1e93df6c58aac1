package dev.spywatcher.limit;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Who is let in, and how much each may send. Thread-safe. */
public interface Gate {

  /** What may be waived for a handshake. */
  enum Waiver {
    /** The rate of handshakes (LIM-1). */
    RATE,
    /** The number of connections (LIM-2). */
    CONNECTIONS,
    /** The block of those that reconnect too often (LIM-4). */
    RECONNECTS
  }

  /** Judges a handshake. */
  default CompletionStage<Admission> admit(ClientAddress address) {
    return admit(address, Set.of());
  }

  /**
   * Judges a handshake by all limits but those waived; once admitted it counts as any other.
   *
   * @return never fails; done already where the limits are this server's own
   */
  CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived);

  /** Forgets what addresses did; connections that are open still count. */
  default void reset() {}

  /** The judge of one client's packets, made new for each client. */
  Supplier<EmissionLimit.Ruling> emissions();

  /** A gate that keeps no limits. */
  static Gate open() {
    return new Gate() {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        return CompletableFuture.completedFuture(new Admission.Admitted(() -> {}));
      }

      @Override
      public Supplier<EmissionLimit.Ruling> emissions() {
        return () -> EmissionLimit.Ruling.ACCEPT;
      }
    };
  }
}
