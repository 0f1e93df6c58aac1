package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.simulation.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cluster | -Dtarget=http://127.0.0.1:9 -Dcontrol=http://127.0.0.1:9 \
                  | Cluster: needs two servers or more
          FanOut  | -Dtarget=http://127.0.0.1:9 -Dcontrol=http://127.0.0.1:9 \
                  | target: http://127.0.0.1:9: nothing listens there
          FanOut  | -Dtarget=http://127.0.0.1:9  | control: is not given
          FanOut  | -Dcontrol=http://127.0.0.1:9 | control: is given without target
          FanOut  | -Dsubscriber=5 | -Dsubscriber: is no setting of FanOut, which has control,
          """)
  void whatCannotBeDoneIsRefused(String simulation, String options, String why) throws Exception {
    Execution.of("Refused", simulation, options.split(" ")).requireRefused(why);
  }

  /** A run that takes the server to be another one would find faults that are none. */
  @Test
  void aServerThatIsConfiguredOtherwiseOrHasAnotherSecretIsRefused() throws Exception {
    try (Scratch scratch = new Scratch();
        ServerProcess server =
            ServerProcess.start(
                Launches.ours(
                    Launches.packagedServer(),
                    Service.DEVELOPMENT_SECRET,
                    Launches.JVM_OPTIONS,
                    List.of("--profile", "load"),
                    scratch))) {
      String target = "-Dtarget=" + server.url();
      String control = "-Dcontrol=" + server.control();
      Execution.of("Otherwise", "Throttle", target, control)
          .requireRefused("analytics-interval: the run takes it to be 4s");
      Execution.of("OtherSecret", "FanOut", target, control, "-Dsecret=another-secret-than-its-own")
          .requireRefused("secret: " + server.url() + " refuses a token");
    }
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
