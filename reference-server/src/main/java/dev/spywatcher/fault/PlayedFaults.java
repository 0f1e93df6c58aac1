package dev.spywatcher.fault;

import dev.spywatcher.discord.FaultSwitches;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The switches that a play has; it leaves alone what is on already. Thread-safe. */
record PlayedFaults(Faults faults) implements FaultSwitches {

  @Override
  public boolean knows(String name) {
    return Faults.names().contains(name);
  }

  @Override
  public @Nullable Switched on(String name, Map<String, String> parameters) {
    try {
      Fault played = faults.addUnlessOn(name, parameters);
      return played == null ? null : () -> faults.removeIfStill(name, played);
    } catch (BadFaultException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
