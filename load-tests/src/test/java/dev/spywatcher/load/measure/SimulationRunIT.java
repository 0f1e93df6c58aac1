package dev.spywatcher.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.MeasurementException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Simulations against servers that are given, as {@code compare} runs them. */
class SimulationRunIT {

  private static final String SECRET = "s".repeat(32);

  @Test
  void itsMeasuresAreRead() throws Exception {
    try (Scratch scratch = new Scratch();
        ServerProcess bare = ServerProcess.start(Launches.bare(Launches.JVM_OPTIONS, scratch))) {
      JsonNode found =
          SimulationRun.of(
              "FanOut",
              bare,
              SECRET,
              Map.of("steps", "20x20", "step", "1s", "guilds", "2", "held", "10s"));

      assertThat(found.path("step_20x20_cpu_us_per_delivery").asDouble()).isPositive();
      assertThat(found.path("step_20x20_p99_ms").asDouble()).isPositive();
    }
  }

  @Test
  void ourServerMayHaveALimitThatTheOthersHaveNot() throws Exception {
    List<String> options = List.of("--profile", "load");
    try (Scratch scratch = new Scratch();
        ServerProcess ours =
            ServerProcess.start(
                Launches.ours(
                    Launches.packagedServer(), SECRET, Launches.JVM_OPTIONS, options, scratch))) {
      JsonNode found =
          SimulationRun.of(
              "ReconnectStorm",
              ours,
              SECRET,
              Map.of(
                  "subscribers",
                  "20",
                  "how",
                  "transport-close",
                  "come-back",
                  "at-once",
                  "max-connections-per-ip",
                  "none"));

      assertThat(found.path("transport_close_back_99_ms").asDouble()).isPositive();
    }
  }

  /** Bare Netty limits no address. */
  @Test
  void whatDoesNotHoldIsNamed() throws Exception {
    try (Scratch scratch = new Scratch();
        ServerProcess bare = ServerProcess.start(Launches.bare(Launches.JVM_OPTIONS, scratch))) {
      assertThatThrownBy(
              () ->
                  SimulationRun.of(
                      "ReconnectStorm",
                      bare,
                      SECRET,
                      Map.of("subscribers", "20", "how", "transport-close")))
          .isInstanceOf(MeasurementException.class)
          .hasMessage("ReconnectStorm: \"limit held during transport-close\" did not hold");
    }
  }
}
