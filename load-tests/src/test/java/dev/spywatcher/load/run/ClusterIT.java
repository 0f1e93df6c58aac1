package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.simulation.Service;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two packaged servers are one service, and the simulation tells where they are not. */
@Tag("scale")
class ClusterIT {

  @Test
  void holds() throws Exception {
    Execution.of("Cluster", "Cluster").requireGood();
  }

  @ParameterizedTest
  @CsvSource({
    "double-one-in-fifty, nothing doubled",
    "lose-one-in-fifty, nothing lost",
    "no-throttle, never two updates within the interval",
    "'drop-early={\"after\":\"2s\",\"toxicity\":0.8}', nobody dropped"
  })
  void aServiceThatBreaksARuleIsFound(String fault, String verdict) throws Exception {
    Execution.of(
            "Cluster with " + fault.replaceAll("=.*", ""),
            "Cluster",
            "-Dbusy=6s",
            "-Dsubscribers=20",
            "--no-page",
            "--fault",
            fault)
        .requireFallenShort(verdict);
  }

  /** Two servers that know nothing of each other are no service. */
  @Test
  void strangersAreFound() throws Exception {
    try (Scratch scratch = new Scratch();
        ServerProcess one = server(scratch);
        ServerProcess other = server(scratch)) {
      Execution.of(
              "Cluster of strangers",
              "Cluster",
              "-Dtarget=" + one.url() + "," + other.url(),
              "-Dcontrol=" + one.control() + "," + other.control(),
              "-Dbusy=2s",
              "--no-page")
          .requireFallenShort("nothing lost");
    }
  }

  private static ServerProcess server(Scratch scratch) throws MeasurementException {
    return ServerProcess.start(
        Launches.ours(
            Launches.packagedServer(),
            Service.DEVELOPMENT_SECRET,
            Launches.JVM_OPTIONS,
            List.of("--profile", "load", "--analytics-interval", "4s"),
            scratch));
  }
}
