package dev.spywatcher.fault;

import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;

/** Handshakes are not limited in their rate (LIM-1). */
final class NoConnectionRate extends Fault {

  NoConnectionRate(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    Limits limits = site.limits();
    return new AddressLimits(
        new Limits(
            1_000_000,
            limits.maxConnectionsPerIp(),
            limits.eventRate(),
            limits.eventBurst(),
            limits.reconnectLimit(),
            limits.reconnectBlock(),
            limits.maxSubscriptions(),
            limits.maxQueuedBytes()),
        site.clock());
  }
}
