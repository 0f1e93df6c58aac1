package dev.spywatcher.fault;

import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;

/** Connections of one address are not limited (LIM-2). */
final class NoConnectionLimit extends Fault {

  NoConnectionLimit(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    Limits limits = site.limits();
    return new AddressLimits(
        new Limits(
            limits.connectionRate(),
            1_000_000,
            limits.eventRate(),
            limits.eventBurst(),
            limits.reconnectLimit(),
            limits.reconnectBlock(),
            limits.maxSubscriptions(),
            limits.maxQueuedBytes()),
        site.clock());
  }
}
