package dev.spywatcher.limit;

import java.time.Duration;

/** The words of a refusal, which tell a client developer what to change. Immutable. */
public final class Refusals {

  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

  private final Limits limits;

  /** Refusals by these limits. */
  public Refusals(Limits limits) {
    this.limits = limits;
  }

  /** The address is out for reconnecting too often (LIM-4). */
  public Admission.Refused blocked(Duration left) {
    return new Admission.Refused(
        "this address is blocked for reconnecting too often; back off between attempts", left);
  }

  /** The address is out from now on (LIM-4). */
  public Admission.Refused blocks(Duration block) {
    return new Admission.Refused(
        "more than "
            + limits.reconnectLimit()
            + " handshakes of this address in 10 s (--reconnect-limit); back off between attempts",
        block);
  }

  /** The address has as many connections as it may (LIM-2). */
  public Admission.Refused full() {
    return new Admission.Refused(
        "this address has "
            + limits.maxConnectionsPerIp()
            + " connections already (--max-connections-per-ip); close one, or share one",
        RETRY_WHEN_FULL);
  }

  /** The address shakes hands too often (LIM-1). */
  public Admission.Refused tooFast(Duration wait) {
    return new Admission.Refused(
        "more than "
            + limits.connectionRate()
            + " handshakes of this address in a minute (--connection-rate); reuse a connection",
        wait);
  }
}
