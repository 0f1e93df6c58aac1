package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.simulation.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every simulation holds against the packaged server, and refuses what it cannot do. */
class SimulationsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {"Soak", "ReconnectStorm", "Throttle", "EmitFlood", "FanOut", "ConnectionLimits"})
  void holds(String simulation) throws Exception {
    Execution.of(simulation, simulation).requireGood();
  }

  /** One server by two names is a service of two servers, as far as a client can tell. */
  @Test
  void aClusterHolds() throws Exception {
    try (Scratch scratch = new Scratch();
        ServerProcess server =
            ServerProcess.start(
                Launches.ours(
                    Launches.packagedServer(),
                    Service.DEVELOPMENT_SECRET,
                    Launches.JVM_OPTIONS,
                    List.of("--profile", "load"),
                    scratch))) {
      Execution.of(
              "Cluster",
              "Cluster",
              "-Dtarget=" + server.url() + ",http://localhost:" + server.url().getPort(),
              "-Dcontrol=" + server.control() + ",http://localhost:" + server.control().getPort())
          .requireGood();
    }
  }

  @Test
  void aClusterOfOneIsRefused() throws Exception {
    Execution.of("ClusterOfOne", "Cluster").requireRefused("Cluster: needs two servers or more");
  }

  @Test
  void aBadSettingIsRefused() throws Exception {
    Execution.of("BadSetting", "FanOut", "-Dsteps=many")
        .requireRefused("steps: many is not subscribers x events a second, such as 500x20");
  }

  @Test
  void anUnknownSimulationIsRefused() throws Exception {
    Execution.of("Unknown", "FanIn").requireRefused("FanIn is no simulation; there are Throttle");
  }
}
