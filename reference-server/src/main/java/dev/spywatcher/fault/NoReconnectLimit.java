package dev.spywatcher.fault;

import dev.spywatcher.limit.Gate;

/** Excessive reconnection is not blocked (LIM-4). */
final class NoReconnectLimit extends Fault {

  NoReconnectLimit(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    return OverGate.waiving(Gate.Waiver.RECONNECTS, this, honest);
  }
}
