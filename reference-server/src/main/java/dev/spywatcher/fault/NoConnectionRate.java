package dev.spywatcher.fault;

import dev.spywatcher.limit.Gate;

/** Handshakes are not limited in their rate (LIM-1). */
final class NoConnectionRate extends Fault {

  NoConnectionRate(Setup setup) {
    super(setup);
  }

  @Override
  Gate gate(Gate honest) {
    return OverGate.waiving(Gate.Waiver.RATE, this, honest);
  }
}
