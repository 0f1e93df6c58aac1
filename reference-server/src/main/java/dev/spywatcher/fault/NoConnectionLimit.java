package dev.spywatcher.fault;

import dev.spywatcher.limit.Gate;

/** Connections of one address are not limited (LIM-2). */
final class NoConnectionLimit extends Fault {

  NoConnectionLimit(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    return OverGate.waiving(Gate.Waiver.CONNECTIONS, this, honest);
  }
}
