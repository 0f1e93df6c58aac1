package dev.spywatcher.load.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every simulation holds against the packaged server, and refuses what it cannot do. */
class SimulationsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {"Soak", "ReconnectStorm", "Throttle", "EmitFlood", "FanOut", "ConnectionLimits"})
  void holds(String simulation) throws Exception {
    String[] options = simulation.equals("FanOut") ? new String[0] : new String[] {"--no-page"};
    Execution.of(simulation, simulation, options).requireGood();
  }

  @Test
  void aClusterOfOneIsRefused() throws Exception {
    Execution.of("ClusterOfOne", "Cluster", "-Dtarget=http://127.0.0.1:9")
        .requireRefused("Cluster: needs two servers or more");
  }

  @Test
  void aBadSettingIsRefused() throws Exception {
    Execution.of("BadSetting", "FanOut", "-Dsteps=many")
        .requireRefused("steps: many is not subscribers x events a second, such as 500x20");
  }

  @Test
  void anUnknownFaultIsRefused() throws Exception {
    Execution.of("UnknownFault", "FanOut", "--fault", "typo")
        .requireRefused("run: --fault: typo cannot be switched on: ");
  }

  @Test
  void anUnknownSimulationIsRefused() throws Exception {
    Execution.of("Unknown", "FanIn").requireRefused("FanIn is no simulation; there are Throttle");
  }
}
