package dev.spywatcher.fault;

import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;

/** Excessive reconnection is not blocked (LIM-4). */
final class NoReconnectLimit extends Fault {

  NoReconnectLimit(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    Limits limits = site.limits();
    return new AddressLimits(
        new Limits(
            limits.connectionRate(),
            limits.maxConnectionsPerIp(),
            limits.eventRate(),
            limits.eventBurst(),
            1_000_000,
            limits.reconnectBlock(),
            limits.maxSubscriptions(),
            limits.maxQueuedBytes()),
        site.clock());
  }
}
